/**
 * The commands that run a master or a node in the foreground, as picocli commands which the {@code weft} command mounts. What they
 * start lives in {@code dev.weft.fabric} and {@code dev.weft.node}. Start with {@link dev.weft.launcher.MasterCommand}.
 */
@NullMarked
package dev.weft.launcher;

import org.jspecify.annotations.NullMarked;
