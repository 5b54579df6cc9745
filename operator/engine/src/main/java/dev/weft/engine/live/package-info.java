/** What was read from a fabric: {@link dev.weft.engine.live.LiveState}, how complete it is, and what we own there. Filled by the gateway. */
@NullMarked
package dev.weft.engine.live;

import org.jspecify.annotations.NullMarked;
