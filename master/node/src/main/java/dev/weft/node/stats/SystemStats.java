package dev.weft.node.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counters of the machine, in the shape of {@code crossbar.get_system_stats} and of heartbeats: bytes, milliseconds for times of
 * disks, percent for the processor, nanoseconds for {@code uptime} and {@code elapsed}. Safe for use by several threads.
 */
public final class SystemStats {

    private static final List<String> CPU =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guest_nice");
    private static final int SECTOR_BYTES = 512;
    private static final long KIB = 1024;

    private final Rates network = new Rates();
    private final Rates disk = new Rates();
    private long[] lastCpu = new long[CPU.size()];

    public synchronized Map<String, @Nullable Object> read() {
        long start = System.nanoTime();
        Map<String, @Nullable Object> stats = new LinkedHashMap<>();
        stats.put("uptime", uptimeNanos());
        Map<String, @Nullable Object> net = network.of(networkCounters(), start);
        net.put("connection", connections());
        stats.put("network", net);
        stats.put("disk", disk.of(diskCounters(), start));
        stats.put("cpu", cpu());
        stats.put("memory", memory());
        stats.put("elapsed", System.nanoTime() - start);
        return stats;
    }

    private static long uptimeNanos() {
        List<String> lines = ProcFile.lines("/proc/uptime");
        return lines.isEmpty() ? 0 : (long) (Double.parseDouble(lines.get(0).split(" ")[0]) * 1e9);
    }

    private static Map<String, Object> networkCounters() {
        long[] sums = new long[8];
        for (String line : ProcFile.lines("/proc/net/dev")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                long[] f = ProcFile.longs(line.substring(colon + 1));
                long[] wanted =
                        f.length < 12 ? new long[8] : new long[] {f[8], f[0], f[9], f[1], f[2], f[10], f[3], f[11]};
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += wanted[i];
                }
            }
        }
        List<String> names = List.of(
                "bytes_sent", "bytes_recv", "packets_sent", "packets_recv", "errin", "errout", "dropin", "dropout");
        Map<String, Object> counters = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            counters.put(names.get(i), sums[i]);
        }
        return counters;
    }

    private static Map<String, Object> connections() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("AF_INET", entries("/proc/net/tcp") + entries("/proc/net/udp"));
        counts.put("AF_INET6", entries("/proc/net/tcp6") + entries("/proc/net/udp6"));
        counts.put("AF_UNIX", entries("/proc/net/unix"));
        return counts;
    }

    /** Lines without the heading. */
    private static long entries(String path) {
        return Math.max(0, ProcFile.lines(path).size() - 1);
    }

    private static Map<String, Object> diskCounters() {
        long[] sums = new long[9];
        for (String line : ProcFile.lines("/proc/diskstats")) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 14 || words[2].startsWith("loop") || words[2].startsWith("ram")) {
                continue;
            }
            long[] f = ProcFile.longs(String.join(" ", List.of(words).subList(3, 13)));
            long[] wanted = {f[0], f[4], f[2] * SECTOR_BYTES, f[6] * SECTOR_BYTES, f[3], f[7], f[1], f[5], f[9]};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += wanted[i];
            }
        }
        List<String> names = List.of(
                "read_count",
                "write_count",
                "read_bytes",
                "write_bytes",
                "read_time",
                "write_time",
                "read_merged_count",
                "write_merged_count",
                "busy_time");
        Map<String, Object> counters = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            counters.put(names.get(i), sums[i]);
        }
        return counters;
    }

    /** Shares of the time since the last reading; at the first one, since the machine started. */
    private Map<String, Object> cpu() {
        long[] now = new long[CPU.size()];
        Map<String, Object> result = new LinkedHashMap<>();
        long switches = 0;
        long interrupts = 0;
        long soft = 0;
        for (String line : ProcFile.lines("/proc/stat")) {
            if (line.startsWith("cpu ")) {
                long[] f = ProcFile.longs(line.substring(4));
                System.arraycopy(f, 0, now, 0, Math.min(f.length, now.length));
            } else if (line.startsWith("ctxt ")) {
                switches = ProcFile.longs(line.substring(5))[0];
            } else if (line.startsWith("intr ")) {
                interrupts = ProcFile.longs(line.substring(5, Math.min(line.length(), 30)))[0];
            } else if (line.startsWith("softirq ")) {
                soft = ProcFile.longs(line.substring(8))[0];
            }
        }
        long total = 0;
        for (int i = 0; i < 8; i++) {
            total += now[i] - lastCpu[i];
        }
        for (int i = 0; i < now.length; i++) {
            double share = total <= 0 ? 0 : 100.0 * (now[i] - lastCpu[i]) / total;
            result.put(CPU.get(i), Math.round(share * 10) / 10.0);
        }
        lastCpu = now;
        result.put("freq", frequency());
        result.put("ctx_switches", switches);
        result.put("interrupts", interrupts);
        result.put("soft_interrupts", soft);
        return result;
    }

    /** MHz of the first processor; 0 where the machine does not tell. */
    private static long frequency() {
        for (String line : ProcFile.lines("/proc/cpuinfo")) {
            if (line.startsWith("cpu MHz")) {
                return (long)
                        Double.parseDouble(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
    }

    private static Map<String, Object> memory() {
        Map<String, Long> info = ProcFile.numbers("/proc/meminfo");
        long total = bytes(info, "MemTotal");
        long available = bytes(info, "MemAvailable");
        long free = bytes(info, "MemFree");
        long buffers = bytes(info, "Buffers");
        long cached = bytes(info, "Cached") + bytes(info, "SReclaimable");
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("total", total);
        memory.put("available", available);
        memory.put("percent", total == 0 ? 0.0 : Math.round(1000.0 * (total - available) / total) / 10.0);
        memory.put("used", Math.max(0, total - free - buffers - cached));
        memory.put("free", free);
        memory.put("active", bytes(info, "Active"));
        memory.put("inactive", bytes(info, "Inactive"));
        memory.put("buffers", buffers);
        memory.put("cached", cached);
        memory.put("shared", bytes(info, "Shmem"));
        memory.put("slab", bytes(info, "Slab"));
        return memory;
    }

    private static long bytes(Map<String, Long> info, String name) {
        return info.getOrDefault(name, 0L) * KIB;
    }
}
