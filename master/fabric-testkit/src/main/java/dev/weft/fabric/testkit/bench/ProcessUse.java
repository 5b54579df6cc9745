package dev.weft.fabric.testkit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process uses, as Linux tells it. */
record ProcessUse(long pid) {

    /** Linux counts a process's CPU time in hundredths of a second (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100.0;

    private static final double KIB_PER_MIB = 1024.0;

    /** CPU seconds that the process has used so far, user and system. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /**
     * Memory in use.
     *
     * @param residentMib with pages that it shares with others (libraries, the archive of classes)
     * @param proportionalMib pages that n processes share count 1/n
     */
    record Memory(double residentMib, double proportionalMib) {}

    Memory memory() {
        return new Memory(field("status", "VmRSS:"), field("smaps_rollup", "Pss:"));
    }

    private double field(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
