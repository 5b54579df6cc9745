/** The executor as a state machine: it says which requests may go out now and takes their replies. Start at {@link dev.weft.engine.apply.Execution}. */
@NullMarked
package dev.weft.engine.apply;

import org.jspecify.annotations.NullMarked;
