/**
 * The benchmarks behind BENCHMARKS.md, run by {@code master/fabric-testkit/bench}, each a {@code …Benchmark} with a main method. What the
 * router is measured against is {@link dev.weft.fabric.testkit.bench.ForwarderMain}. Everything that is measured runs in processes of its
 * own, started as users start it. Each prints Markdown tables, which go to BENCHMARKS.md by hand; nothing here asserts a time, and only
 * the soak fails: where something was lost or memory grew.
 */
@NullMarked
package dev.weft.fabric.testkit.bench;

import org.jspecify.annotations.NullMarked;
