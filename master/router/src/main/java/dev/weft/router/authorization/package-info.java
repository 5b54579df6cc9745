/**
 * Roles, and what their sessions may do. Answers at once where the role's rules do; else the session's messages wait in order.
 *
 * <p>Start with {@link dev.weft.router.authorization.Authorization}.
 */
@NullMarked
package dev.weft.router.authorization;

import org.jspecify.annotations.NullMarked;
