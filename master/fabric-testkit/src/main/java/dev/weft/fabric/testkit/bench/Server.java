package dev.weft.fabric.testkit.bench;

import dev.weft.node.process.WorkerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server under load in a process of its own, which prints its port first and ends with its stdin. */
final class Server implements AutoCloseable {

    private final Process process;
    private final int port;

    /** With the JVM options that a router worker of a node has, and one event loop. */
    Server(Class<?> main, Protocol protocol) throws IOException {
        List<String> command = new ArrayList<>(WorkerCommand.java(main.getName(), null, "1"));
        command.addAll(protocol.arguments());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended before it said its port");
        }
        port = Integer.parseInt(line.trim());
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

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
