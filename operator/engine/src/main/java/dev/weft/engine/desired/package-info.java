/** Documents to desired objects: validation, selection, values, merging. Start at {@link dev.weft.engine.desired.DesiredLoader}. */
@NullMarked
package dev.weft.engine.desired;

import org.jspecify.annotations.NullMarked;
