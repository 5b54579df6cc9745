/**
 * The shell around the engine's two state machines: it has the thread, the clock and the timers, sends what they want sent, and
 * passes back what came. Decides nothing.
 *
 * <p>{@link dev.weft.fleet.PlanRun} executes one plan; {@link dev.weft.fleet.FleetRun} follows a fleet. Both keep their machine on
 * one thread, so the machines need no locks.
 */
@NullMarked
package dev.weft.fleet;

import org.jspecify.annotations.NullMarked;
