/**
 * What the controller and its workers say to each other beyond the public procedures: the line on a worker's standard input, and the
 * reports that a worker makes before it answers. Used by both sides; no I/O.
 */
@NullMarked
package dev.weft.node.channel;

import org.jspecify.annotations.NullMarked;
