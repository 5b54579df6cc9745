/**
 * Whatever bytes come: a message, or a violation that is told; never anything else, and never more memory or time than the bytes are worth.
 *
 * <p>In an ordinary run each target gets the inputs that are kept beside it. To look for new ones: {@code .ci/fuzz}.
 */
@NullMarked
package dev.weft.wamp.fuzz;

import org.jspecify.annotations.NullMarked;
