package dev.weft.node.stats;

import dev.weft.node.procedure.Times;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters of one process, by the names of Crossbar.io: seconds for processor times, bytes for memory. Safe for use by several threads. */
public final class ProcessStats {

    /** Ticks per second of {@code /proc/<pid>/stat}: the kernel tells user space 100 on every platform. */
    private static final double TICKS = 100.0;

    private static final int MOST_FILES = 1000;

    private final long pid;
    private final Rates rates = new Rates();
    private double lastCpu;
    private long lastNanos = System.nanoTime();

    public ProcessStats(long pid) {
        this.pid = pid;
    }

    /** {@code get_process_stats}. */
    public synchronized Map<String, @Nullable Object> stats() {
        Map<String, Long> status = ProcFile.numbers("/proc/" + pid + "/status");
        Map<String, Long> io = ProcFile.numbers("/proc/" + pid + "/io");
        double[] cpu = cpuSeconds();
        long nanos = System.nanoTime();
        double used = cpu[0] + cpu[1];
        double elapsed = (nanos - lastNanos) / 1e9;
        long resident = status.getOrDefault("VmRSS", 0L) * 1024;
        long total = ProcFile.numbers("/proc/meminfo").getOrDefault("MemTotal", 0L) * 1024;
        Instant now = Instant.now();
        Map<String, @Nullable Object> stats = new LinkedHashMap<>();
        stats.put("ts", Times.iso(now));
        stats.put("time", Times.nanos(now));
        stats.put("pid", pid);
        stats.put("status", state());
        stats.put("voluntary", status.getOrDefault("voluntary_ctxt_switches", 0L));
        stats.put("nonvoluntary", status.getOrDefault("nonvoluntary_ctxt_switches", 0L));
        stats.put("user", cpu[0]);
        stats.put("system", cpu[1]);
        stats.put("cpu_percent", elapsed <= 0 ? 0.0 : Math.round(1000 * (used - lastCpu) / elapsed) / 10.0);
        stats.put("resident", resident);
        stats.put("virtual", status.getOrDefault("VmSize", 0L) * 1024);
        stats.put("mem_percent", total == 0 ? 0.0 : Math.round(10_000.0 * resident / total) / 100.0);
        stats.put("reads", io.getOrDefault("syscr", 0L));
        stats.put("writes", io.getOrDefault("syscw", 0L));
        lastCpu = used;
        lastNanos = nanos;
        return stats;
    }

    /** The {@code process} part of a heartbeat, with rates since the last one. */
    public synchronized Map<String, @Nullable Object> monitor() {
        Map<String, Long> status = ProcFile.numbers("/proc/" + pid + "/status");
        Map<String, Long> io = ProcFile.numbers("/proc/" + pid + "/io");
        double[] cpu = cpuSeconds();
        Map<String, Object> counters = new LinkedHashMap<>();
        counters.put("num_ctx_switches_voluntary", status.getOrDefault("voluntary_ctxt_switches", 0L));
        counters.put("num_ctx_switches_involuntary", status.getOrDefault("nonvoluntary_ctxt_switches", 0L));
        counters.put("read_ios", io.getOrDefault("syscr", 0L));
        counters.put("write_ios", io.getOrDefault("syscw", 0L));
        counters.put("read_bytes", io.getOrDefault("read_bytes", 0L));
        counters.put("write_bytes", io.getOrDefault("write_bytes", 0L));
        counters.put("cpu_user", cpu[0]);
        counters.put("cpu_system", cpu[1]);
        Map<String, @Nullable Object> monitor = new LinkedHashMap<>();
        monitor.put("pid", pid);
        monitor.put("status", state());
        monitor.put("num_fds", descriptors());
        monitor.put("num_threads", status.getOrDefault("Threads", 0L));
        monitor.putAll(rates.of(counters, System.nanoTime()));
        return monitor;
    }

    /** {@code get_process_info}: open descriptors, threads, files and sockets. */
    public Map<String, @Nullable Object> info() {
        List<String> files = new ArrayList<>();
        for (String target : targets()) {
            if (target.startsWith("/")
                    && !target.startsWith("/dev/")
                    && !target.startsWith("/proc/")
                    && files.size() < MOST_FILES) {
                files.add(target);
            }
        }
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("descriptors", descriptors());
        info.put("threads", ProcFile.numbers("/proc/" + pid + "/status").getOrDefault("Threads", 0L));
        info.put("files", files);
        info.put("sockets", new SocketTable(targets()).list());
        return info;
    }

    /** User and system. */
    private double[] cpuSeconds() {
        String[] fields = statFields();
        return fields.length < 14
                ? new double[] {0, 0}
                : new double[] {Long.parseLong(fields[11]) / TICKS, Long.parseLong(fields[12]) / TICKS};
    }

    private String state() {
        String[] fields = statFields();
        return switch (fields.length == 0 ? "" : fields[0]) {
            case "R" -> "running";
            case "S" -> "sleeping";
            case "D" -> "disk-sleep";
            case "Z" -> "zombie";
            case "T" -> "stopped";
            case "" -> "dead";
            default -> fields[0].toLowerCase(Locale.ROOT);
        };
    }

    /** What follows the command in {@code stat}: the command may hold blanks and brackets. */
    private String[] statFields() {
        List<String> lines = ProcFile.lines("/proc/" + pid + "/stat");
        if (lines.isEmpty()) {
            return new String[0];
        }
        String line = lines.get(0);
        return line.substring(line.lastIndexOf(')') + 1).strip().split("\\s+");
    }

    private long descriptors() {
        return targets().size();
    }

    private List<String> targets() {
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors) {
                targets.add(target(descriptor));
            }
        } catch (IOException gone) {
            return List.of();
        }
        return targets;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
