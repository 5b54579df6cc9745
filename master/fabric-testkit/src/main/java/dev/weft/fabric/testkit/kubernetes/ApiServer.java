package dev.weft.fabric.testkit.kubernetes;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * etcd, API server and controller manager of Kubernetes 1.20, which checks schemas but knows no rules (CEL) in definitions; a current
 * server of custom resources behind it does, see {@link #startWithRules}. No kubelet and no scheduler: Pods stay Pending. All of it ends with {@link #close}, and also when this process is killed, because a shell around it ends
 * everything when its standard input does.
 */
public final class ApiServer implements AutoCloseable {

    private static final Path SCRIPTS = Checkout.root().resolve(".ci/kubernetes");
    private static final String SERVED = "apiservice/v1alpha1.weft.dev";
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Process shell;

    private ApiServer(Path folder, Process shell) {
        this.folder = folder;
        this.shell = shell;
    }

    /**
     * Starts it in an empty folder and waits until it answers; skips the test where it was not built.
     *
     * @throws AssertionError where it does not come up
     */
    public static ApiServer start(Path folder) {
        return start(folder, Definitions.WITHOUT_RULES);
    }

    /**
     * The same with our resources served by a current server, which checks the rules in their definitions. It is built from packages that
     * move, so a test that misses it is skipped wherever it runs.
     */
    public static ApiServer startWithRules(Path folder) {
        return start(folder, Definitions.WITH_RULES);
    }

    /** Whether rules in definitions are known. */
    public enum Definitions {
        WITHOUT_RULES(4),
        WITH_RULES(5);

        private final int ports;

        Definitions(int ports) {
            this.ports = ports;
        }
    }

    /** Either of them. */
    public static ApiServer start(Path folder, Definitions definitions) {
        Path script = SCRIPTS.resolve("api-server");
        Peer.require("a Kubernetes API server", "run " + script, SCRIPTS, script.toString(), "--find");
        if (definitions == Definitions.WITH_RULES) {
            Path server = SCRIPTS.resolve("crd-server");
            Peer.want("an API server that checks rules", "run " + server, SCRIPTS, server.toString(), "--find");
        }
        StringBuilder told = new StringBuilder();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Path place = folder.resolve("cluster" + attempt);
            Process shell = launch(place, definitions.ports);
            told.append(firstLines(shell));
            if (told.toString().endsWith("ready\n")) {
                return new ApiServer(place, shell);
            }
            end(shell, place);
            if (!told.toString().contains("address already in use")) {
                break;
            }
        }
        throw new AssertionError("the API server did not come up:\n" + told);
    }

    /** For any client: the address, the authority, the token of an administrator. */
    public Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** The kubeconfig of whoever has this token. */
    public Path kubeconfig(String name, String token) {
        try {
            String own = Files.readString(kubeconfig());
            return Files.writeString(
                    folder.resolve(name + ".kubeconfig"), own.replaceAll("token: \\w+", "token: " + token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What service accounts asked so far, except those of the cluster itself: one JSON object of the audit log per line. */
    public List<String> audited() {
        try {
            return Files.readAllLines(folder.resolve("audit.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Kubectl kubectl() {
        return new Kubectl(program("kubectl"), kubeconfig(), folder);
    }

    /** Makes our custom resources known, from the folder {@code crds/}, and waits until they are served. */
    public void installDefinitions() {
        Kubectl kubectl = kubectl();
        String crds = Checkout.root().resolve("crds").toString();
        // The server in front describes definitions as they were before rules, and kubectl compares with that.
        kubectl.succeed("apply", "--validate=false", "-f", crds);
        kubectl.succeed("wait", "--for=condition=Established", "--timeout=60s", "-f", crds);
        kubectl.succeed("wait", "--for=create", "--timeout=60s", SERVED);
        kubectl.succeed("wait", "--for=condition=Available", "--timeout=60s", SERVED);
    }

    @Override
    public void close() {
        end(shell, folder);
    }

    private static Path program(String name) {
        try {
            return Path.of(Peer.run(SCRIPTS, SCRIPTS.resolve("api-server").toString(), "--find")
                            .strip())
                    .resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Process launch(Path folder, int ports) {
        List<String> command = new ArrayList<>();
        command.add(SCRIPTS.resolve("run").toString());
        command.add(folder.toString());
        freePorts(ports).forEach(port -> command.add(String.valueOf(port)));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports that the system has just given away and got back; whoever takes one of them meanwhile costs an attempt. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(ApiServer::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints until it is ready or ends. */
    private static String firstLines(Process shell) {
        StringBuilder told = new StringBuilder();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                told.append(line).append('\n');
                if (line.equals("ready")) {
                    break;
                }
            }
        } catch (IOException e) {
            told.append(e);
        }
        return told.toString();
    }

    private static void end(Process shell, Path folder) {
        try {
            shell.getOutputStream().close();
            if (shell.waitFor(30, TimeUnit.SECONDS)) {
                return;
            }
            shell.destroyForcibly();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".pid")).toList()) {
                    ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
