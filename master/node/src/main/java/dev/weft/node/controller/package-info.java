/**
 * The node's controller: the realm {@code crossbar}, the workers and what they run, and the node-local API. Everything that changes
 * workers or the layout happens on one thread, which may block on the disk. Start with {@link dev.weft.node.controller.Controller}
 * and {@link dev.weft.node.controller.WorkerTable}.
 */
@NullMarked
package dev.weft.node.controller;

import org.jspecify.annotations.NullMarked;
