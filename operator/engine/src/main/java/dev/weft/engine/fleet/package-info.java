/** The loop of {@code --watch} as a state machine: events, ticks and replies in; reads, calls and timers out. Start at {@code FleetLoop}. */
@NullMarked
package dev.weft.engine.fleet;

import org.jspecify.annotations.NullMarked;
