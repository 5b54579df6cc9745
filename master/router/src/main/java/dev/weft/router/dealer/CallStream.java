package dev.weft.router.dealer;

import dev.weft.wamp.message.Dict;

/**
 * A call that comes in several CALLs (WAMP, "Progressive Call Invocations"): what its first one has settled for all of them.
 *
 * @param details of each INVOCATION, but for {@code progress}
 */
record CallStream(String procedure, long registration, Dict details) {}
