/**
 * Worker processes of the operating system: {@link dev.weft.node.process.WorkerProcess} starts one and captures what it prints, {@link
 * dev.weft.node.process.RestartPolicy} decides what happens when it dies. What a worker does is in {@code dev.weft.node.worker};
 * which workers there are, in {@code dev.weft.node.controller}. Assumptions and rejected ways: DESIGN.md beside this file.
 */
@NullMarked
package dev.weft.node.process;

import org.jspecify.annotations.NullMarked;
