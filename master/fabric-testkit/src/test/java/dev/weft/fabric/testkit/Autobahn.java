package dev.weft.fabric.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs for the clients of others, run beside the examples for them, where their packages are found. */
final class Autobahn {

    static final Path CLIENTS = Checkout.root().resolve("examples/clients");

    /** Debian's, whatever another Python is first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private Autobahn() {}

    /** Runs the text of a module that uses autobahn-js and ws; its arguments begin at {@code process.argv[1]}. */
    static String runModule(String module, String... arguments) throws IOException, InterruptedException {
        return runNode(List.of("--input-type=module", "-e", module), arguments);
    }

    /** Runs a file of {@code examples/clients/javascript}. */
    static String runJavascript(String file, String... arguments) throws IOException, InterruptedException {
        return runNode(List.of(file), arguments);
    }

    private static String runNode(List<String> program, String... arguments) throws IOException, InterruptedException {
        Path folder = CLIENTS.resolve("javascript");
        Peer.require(
                "autobahn-js",
                "run 'npm install' in examples/clients/javascript",
                folder,
                "node",
                "--input-type=module",
                "-e",
                "await import('autobahn'); await import('ws')");
        return run(folder, "node", program, arguments);
    }

    /** Runs a script that uses Autobahn|Python. */
    static String runScript(String script, String... arguments) throws IOException, InterruptedException {
        return runPython(List.of("-c", script), arguments);
    }

    /** Runs a file of {@code examples/clients/python}. */
    static String runPython(String file, String... arguments) throws IOException, InterruptedException {
        return runPython(List.of(file), arguments);
    }

    private static String runPython(List<String> program, String... arguments)
            throws IOException, InterruptedException {
        Path folder = CLIENTS.resolve("python");
        Peer.require(
                "Autobahn|Python",
                "install Debian's python3-autobahn, python3-msgpack and python3-passlib",
                folder,
                PYTHON,
                "-c",
                "import autobahn.asyncio.wamp, msgpack, passlib");
        return run(folder, PYTHON, program, arguments);
    }

    private static String run(Path folder, String command, List<String> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(program);
        all.addAll(List.of(arguments));
        return Peer.run(folder, all.toArray(String[]::new));
    }

    /** A program among the resources. */
    static String resource(String path) throws IOException {
        try (InputStream in = Autobahn.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
