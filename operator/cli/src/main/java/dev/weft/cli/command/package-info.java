/** One class per command: its options, its exit codes, and the order of what it does. What it prints is made in {@code dev.weft.cli.view}. */
@NullMarked
package dev.weft.cli.command;

import org.jspecify.annotations.NullMarked;
