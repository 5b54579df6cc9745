package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The process of {@link ManyNodesMain}. */
final class ManyNodes implements AutoCloseable {

    private static final String LOGGING = """
            <configuration>
              <appender name="err" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="warn"><appender-ref ref="err"/></root>
            </configuration>
            """;

    private final Process process;
    private final Map<String, String> keys = new TreeMap<>();

    private ManyNodes(Process process) {
        this.process = process;
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "n%03d", number);
    }

    static ManyNodes start(String masterUrl, Path folder, int count) throws IOException {
        Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dweft.worker.archive=" + Checkout.root().resolve("operator/cli/target/weft/weft-worker.jsa"),
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                System.getProperty("java.class.path"),
                ManyNodesMain.class.getName()));
        command.addAll(List.of(masterUrl, folder.toString(), String.valueOf(count)));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("nodes.log").toFile())
                .start();
        ManyNodes nodes = new ManyNodes(process);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the nodes did not start: see " + folder.resolve("nodes.log"));
            }
            String[] words = line.split(" ", 2);
            if (words.length == 2 && words[1].matches("[0-9a-f]{64}")) {
                nodes.keys.put(words[0], words[1]);
            }
        }
        return nodes;
    }

    /** Public keys by name of the node. */
    Map<String, String> keys() {
        return Map.copyOf(keys);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
