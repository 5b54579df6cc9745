package dev.weft.fabric.testkit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the router spends its time under its two hottest loads: {@code ProfileBenchmark [seconds] [folder]}. Draws the stacks that Java Flight
 * Recorder sampled as flame graphs, and prints the methods in which most samples ended. Native code below a method is counted as the method,
 * and waiting for work is left out.
 */
public final class ProfileBenchmark {

    private static final int ROWS = 15;

    private ProfileBenchmark() {}

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 20;
        Path folder = Files.createDirectories(Path.of(args.length > 1 ? args[1] : "target/profiles"));
        profile(Load.calls(16, 16, 16), seconds, folder, "calls");
        profile(Load.events(1, 10, 64, 16), seconds, folder, "events");
    }

    private static void profile(Load load, double seconds, Path folder, String name) throws Exception {
        Path recording = folder.resolve(name + ".jfr").toAbsolutePath();
        Files.deleteIfExists(recording);
        List<String> recorder = List.of(
                "-XX:StartFlightRecording=settings=profile,jdk.ExecutionSample#period=1ms,jdk.NativeMethodSample#period=1ms,dumponexit=true,filename="
                        + recording,
                "-Xlog:disable");
        try (Server server = Server.router(Protocol.USUAL, recorder)) {
            try (Generator generator = new Generator(server.port(), load, Protocol.USUAL, true)) {
                generator.start();
                Thread.sleep((long) (seconds * 1000));
            }
            server.end();
        }
        Map<String, Integer> stacks = new TreeMap<>();
        Map<String, Integer> ends = new TreeMap<>();
        int samples = read(recording, stacks, ends);
        Path graph = folder.resolve(name + ".svg");
        Files.writeString(graph, FlameGraph.svg(load.toString(), stacks));
        Table table = new Table(load + "; " + samples + " samples; flame graph in " + graph, "of the samples");
        ends.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(ROWS)
                .forEach(entry -> table.row(
                        entry.getKey(), String.format(Locale.ROOT, "%.1f %%", 100.0 * entry.getValue() / samples)));
    }

    private static int read(Path recording, Map<String, Integer> stacks, Map<String, Integer> ends) throws IOException {
        int samples = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                RecordedStackTrace trace = event.getStackTrace();
                String type = event.getEventType().getName();
                if (trace == null || !type.equals("jdk.ExecutionSample") && !type.equals("jdk.NativeMethodSample")) {
                    continue;
                }
                List<String> frames = new ArrayList<>();
                for (RecordedFrame frame : trace.getFrames()) {
                    frames.add(0, name(frame));
                }
                String end = frames.get(frames.size() - 1);
                // A thread that waits for work, or for the end of stdin, is sampled as if it worked.
                if (end.contains("epollWait") || end.equals("FileInputStream.readBytes")) {
                    continue;
                }
                samples++;
                stacks.merge(String.join(";", frames), 1, Integer::sum);
                ends.merge(end, 1, Integer::sum);
            }
        }
        return samples;
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }
}
