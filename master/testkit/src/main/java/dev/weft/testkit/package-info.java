/**
 * Test doubles for everything that stands on {@code dev.weft.wamp}: links in memory, executors and time that a test moves by hand,
 * certificates.
 * Start with {@link dev.weft.testkit.LinkPair}. Test scope only.
 */
@NullMarked
package dev.weft.testkit;

import org.jspecify.annotations.NullMarked;
