/**
 * Sessions of a realm as the router sees them: identity, features, inbound queue, counters. Who may do what is in
 * {@code authorization}; what they subscribe and register is with {@code broker} and {@code dealer}.
 *
 * <p>Start with {@link dev.weft.router.session.Member}.
 */
@NullMarked
package dev.weft.router.session;

import org.jspecify.annotations.NullMarked;
