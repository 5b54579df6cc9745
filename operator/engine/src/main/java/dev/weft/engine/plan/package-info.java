/** The plan: actions, their order, their guards. Start at {@link dev.weft.engine.plan.Planner}; the shape is explained in DESIGN.md. */
@NullMarked
package dev.weft.engine.plan;

import org.jspecify.annotations.NullMarked;
