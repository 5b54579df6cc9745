/**
 * A router worker, in a process of its own: its realms, roles, transports and services, and the procedures that start and stop them.
 * Everything of it happens on one serial executor; realms and connections have their own loops. Start with {@link
 * dev.weft.node.worker.WorkerMain} and {@link dev.weft.node.worker.RouterWorker}.
 */
@NullMarked
package dev.weft.node.worker;

import org.jspecify.annotations.NullMarked;
