/** Compares one desired object with one live object, both through the same normaliser. Start at {@code ObjectDiff}. */
@NullMarked
package dev.weft.engine.diff;

import org.jspecify.annotations.NullMarked;
