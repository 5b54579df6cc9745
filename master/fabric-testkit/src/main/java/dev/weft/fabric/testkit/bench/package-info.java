/**
 * The router's benchmark: {@link dev.weft.fabric.testkit.bench.RouterBenchmark} starts a router and, as the yardstick, a bare Netty
 * forwarder that relays the same frames unparsed, each in a process of its own, loads them in turn, and prints calls and events per
 * second and per CPU-second of the server with the ratio. Numbers go to BENCHMARKS.md by hand; nothing here asserts a time.
 */
@NullMarked
package dev.weft.fabric.testkit.bench;

import org.jspecify.annotations.NullMarked;
