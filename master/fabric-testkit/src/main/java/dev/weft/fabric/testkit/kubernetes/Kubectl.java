package dev.weft.fabric.testkit.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code kubectl} against one API server, as a user types it. */
public final class Kubectl {

    private static final int SECONDS = 120;

    private final Path program;
    private final Path kubeconfig;
    private final Path home;
    private final Map<String, String> environment;
    private final List<String> always;

    Kubectl(Path program, Path kubeconfig, Path home) {
        this(program, kubeconfig, home, Map.of(), List.of());
    }

    private Kubectl(Path program, Path kubeconfig, Path home, Map<String, String> environment, List<String> always) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.home = home;
        this.environment = environment;
        this.always = always;
    }

    /** The same in one namespace. */
    public Kubectl in(String namespace) {
        return new Kubectl(program, kubeconfig, home, environment, List.of("--namespace=" + namespace));
    }

    /** The same with one more variable in its environment. */
    public Kubectl with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Kubectl(program, kubeconfig, home, Map.copyOf(more), always);
    }

    /** What one command did. */
    public record Result(int status, String out, String err) {

        public String all() {
            return out + err;
        }

        public boolean succeeded() {
            return status == 0;
        }
    }

    /** Runs it to its end. */
    public Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** Runs it to its end and returns what it printed; fails unless it succeeds. */
    public String succeed(String... arguments) {
        Result result = run(arguments);
        if (!result.succeeded()) {
            throw new AssertionError("kubectl " + String.join(" ", arguments) + ":\n" + result.all());
        }
        return result.out();
    }

    /** {@code kubectl edit} by somebody whose editor runs this expression of {@code sed}; fails unless it succeeds. */
    public String edit(String resource, String expression) {
        try {
            Path editor = Files.createTempFile(home, "editor", ".sh");
            Files.writeString(editor, "exec sed -i '" + expression + "' \"$1\"\n");
            return with("KUBE_EDITOR", "sh " + editor).succeed("edit", resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies documents of standard input; fails unless it succeeds. */
    public String apply(String documents) {
        Result result = runWithInput(documents, "apply", "-f", "-");
        if (!result.succeeded()) {
            throw new AssertionError("kubectl apply:\n" + result.all() + "\n" + documents);
        }
        return result.out();
    }

    /** Starts one that goes on; whoever started it ends it. */
    public Process begin(String... arguments) {
        try {
            return builder(arguments)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--cache-dir=" + home.resolve("kubectl-cache")));
        command.addAll(always);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it with documents on its standard input, for {@code -f -}. */
    public Result runWithInput(String input, String... arguments) {
        try {
            // Standard error goes to a file: read one after the other, two pipes could wait for each other.
            Path err = Files.createTempFile(home, "kubectl", ".err");
            Process process = builder(arguments).redirectError(err.toFile()).start();
            try {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("kubectl " + String.join(" ", arguments) + " did not end");
                }
                return new Result(process.exitValue(), out, Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
