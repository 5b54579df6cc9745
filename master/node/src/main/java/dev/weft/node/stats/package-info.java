/** What the operating system tells about this machine and its processes, read from {@code /proc}. */
@NullMarked
package dev.weft.node.stats;

import org.jspecify.annotations.NullMarked;
