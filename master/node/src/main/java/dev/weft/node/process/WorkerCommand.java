package dev.weft.node.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line and environment of a worker: the Java runtime and class path of this process, tuned to be small.
 *
 * @param arguments the whole command line
 * @param environment all of it; nothing else is inherited
 */
public record WorkerCommand(List<String> arguments, Map<String, String> environment) {

    /** Heap of a worker whose options say nothing, MiB. It is a ceiling: what is not used is not taken. */
    static final int DEFAULT_HEAP_MIB = 256;

    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            // A young generation that holds some large payloads: else they reach the old one, and full collections
            // follow.
            "-Xms14m",
            "-XX:NewSize=8m",
            "-Xss512k",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:CICompilerCount=2",
            "-XX:-UsePerfData",
            // Gives memory of the compilers back; not known to every runtime.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:+ExitOnOutOfMemoryError",
            // Netty's other allocator keeps nothing above 16 KiB where the heap is small: each read of much would take
            // memory that is filled with zeros first. In chunks of 2 MiB (8 KiB << 8).
            "-Dio.netty.allocator.type=pooled",
            "-Dio.netty.allocator.maxOrder=8",
            "-Xshare:auto");

    /** Where this process' logging is set; workers log the same way. */
    private static final String LOGGING = "logback.configurationFile";

    /** The launcher's archive of the classes of workers; where it is missing or does not fit it is not used. */
    private static final String ARCHIVE = "weft.worker.archive";

    /** Where the first worker that ends leaves such an archive. Only in the launcher's rehearsal. */
    private static final String ARCHIVE_TO_MAKE = "weft.worker.archive.make";

    /** Variables that name no secret and that nearly every program expects. */
    private static final Set<String> ALWAYS = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * @param mainClass what to run
     * @param heapMiB ceiling of the heap; null: the default
     */
    public static List<String> java(String mainClass, @Nullable Integer heapMiB, String title) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.add("-Xmx" + (heapMiB == null ? DEFAULT_HEAP_MIB : heapMiB) + "m");
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        String logging = System.getProperty(LOGGING);
        if (logging != null) {
            command.add("-D" + LOGGING + "=" + logging);
        }
        command.addAll(archive(System.getProperty(ARCHIVE_TO_MAKE, ""), System.getProperty(ARCHIVE, "")));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        // Only to be seen in lists of processes.
        command.add(title);
        return command;
    }

    /**
     * @param toMake file of the archive to make; empty: none
     * @param made file of the archive to use; empty: none
     */
    static List<String> archive(String toMake, String made) {
        String option;
        if (!toMake.isEmpty()) {
            // A worker that is started again must not write over it.
            option = Files.exists(Path.of(toMake)) ? "" : "-XX:ArchiveClassesAtExit=" + toMake;
        } else {
            option = made.isEmpty() || !Files.exists(Path.of(made)) ? "" : "-XX:SharedArchiveFile=" + made;
        }
        return option.isEmpty() ? List.of() : List.of(option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /**
     * The environment that {@code options.env} asks for.
     *
     * @param inherit the names that are inherited; null: all
     * @param more set in any case
     */
    public static Map<String, String> environment(
            Map<String, String> own, @Nullable Set<String> inherit, Map<String, String> more) {
        Map<String, String> result = new LinkedHashMap<>(own);
        if (inherit != null) {
            result.keySet().removeIf(name -> !inherit.contains(name) && !ALWAYS.contains(name));
        }
        result.putAll(more);
        // Two arenas of glibc instead of eight per processor: a worker has few threads that allocate.
        result.putIfAbsent("MALLOC_ARENA_MAX", "2");
        return result;
    }

    /** Leaves out the environment: it may hold secrets. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
