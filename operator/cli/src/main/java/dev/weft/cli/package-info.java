/**
 * The {@code weft} command. Start with {@link dev.weft.cli.Main}; {@link dev.weft.cli.CommandTable} lists the commands.
 *
 * <p>Commands ({@code command}) parse and say what happens in which order, views ({@code view}) turn results into text and JSON,
 * {@code context} finds the fabric to talk to, {@code run} carries a plan out, {@code up} starts a whole fabric on this machine.
 * What the documents mean, and what has to be done, is decided in {@code dev.weft.engine}.
 */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
