/**
 * In what portions a change of a layout comes to its nodes, as a state machine: {@link dev.weft.engine.rollout.Rollouts}. Who is asked
 * before a node is touched is {@code apply.Execution} and {@code fleet.FleetLoop}. The shape is explained in DESIGN.md.
 */
@NullMarked
package dev.weft.engine.rollout;

import org.jspecify.annotations.NullMarked;
