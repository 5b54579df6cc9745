/**
 * The benchmarks behind BENCHMARKS.md, run by {@code master/fabric-testkit/bench}: {@link
 * dev.weft.fabric.testkit.bench.RouterBenchmark} (against a bare forwarder), {@link dev.weft.fabric.testkit.bench.PlanBenchmark},
 * {@link dev.weft.fabric.testkit.bench.RemoteCallBenchmark}, {@link dev.weft.fabric.testkit.bench.ProcessBenchmark} and {@link
 * dev.weft.fabric.testkit.bench.HealingBenchmark}. Everything that is measured runs in processes of its own, started as users start
 * it. Each prints Markdown tables, which go to BENCHMARKS.md by hand; nothing here asserts a time.
 */
@NullMarked
package dev.weft.fabric.testkit.bench;

import org.jspecify.annotations.NullMarked;
