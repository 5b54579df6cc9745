/** A plan for people and machines: text, canonical JSON, dot, mermaid. Start at {@code PlanText}. */
@NullMarked
package dev.weft.engine.render;

import org.jspecify.annotations.NullMarked;
