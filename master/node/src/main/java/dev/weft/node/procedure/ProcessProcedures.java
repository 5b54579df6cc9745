package dev.weft.node.procedure;

import dev.weft.node.stats.ProcessStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What controller and workers alike tell about their process. */
public final class ProcessProcedures {

    private final ProcessStats stats = new ProcessStats(ProcessHandle.current().pid());
    private final Instant started = Instant.now();
    private final Executor blocking;

    /** @param blocking runs what reads files of the kernel */
    public ProcessProcedures(Executor blocking) {
        this.blocking = blocking;
    }

    public Map<String, LocalProcedure> all() {
        Map<String, LocalProcedure> all = new LinkedHashMap<>();
        all.put("get_cpu_count", LocalProcedure.of(call ->
                (long) Runtime.getRuntime().availableProcessors()));
        all.put("get_process_info", reading(stats::info));
        all.put("get_process_stats", reading(stats::stats));
        all.put("get_process_monitor", reading(stats::monitor));
        all.put("trigger_gc", reading(ProcessProcedures::collect));
        all.put("utcnow", LocalProcedure.of(call -> Times.iso(Instant.now())));
        all.put("started", LocalProcedure.of(call -> Times.iso(started)));
        all.put("uptime", LocalProcedure.of(call -> Times.seconds(Duration.between(started, Instant.now()))));
        return all;
    }

    public Instant started() {
        return started;
    }

    /** Milliseconds that it took. */
    private static Object collect() {
        long start = System.nanoTime();
        System.gc();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private LocalProcedure reading(Supplier<Object> reader) {
        return call -> CompletableFuture.supplyAsync(reader, blocking);
    }
}
