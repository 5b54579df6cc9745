package dev.weft.fabric.testkit.bench;

import dev.weft.node.process.WorkerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under load in a process of its own, which prints its port first and ends with its stdin. */
final class Server implements AutoCloseable {

    private final Process process;
    private final int port;

    /** The router. */
    static Server router(Protocol protocol) throws IOException {
        return router(protocol, List.of());
    }

    /** @param more JVM options besides */
    static Server router(Protocol protocol, List<String> more) throws IOException {
        return new Server(RouterMain.class, more, protocol.arguments());
    }

    static Server forwarder(Protocol protocol, ForwarderMain.Kind kind) throws IOException {
        List<String> arguments = new ArrayList<>(protocol.arguments());
        arguments.add(kind.name());
        return new Server(ForwarderMain.class, List.of(), arguments);
    }

    /** With the JVM options that a router worker of a node has, and one event loop. */
    private Server(Class<?> main, List<String> more, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(WorkerCommand.java(main.getName(), null, "1"));
        command.addAll(1, more);
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        // A flight recorder has something to say first.
        while (line != null && !line.matches("\\d+")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended before it said its port");
        }
        port = Integer.parseInt(line);
    }

    int port() {
        return port;
    }

    ProcessUse use() {
        return new ProcessUse(process.pid());
    }

    /** CPU seconds that the process has used so far. */
    double cpuSeconds() {
        return use().cpuSeconds();
    }

    /** Lets it end by itself, and waits for that. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
