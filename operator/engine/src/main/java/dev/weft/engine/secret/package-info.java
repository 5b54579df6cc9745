/** References to secrets, and the one place where they become values. Start at {@link dev.weft.engine.secret.SecretRef}. */
@NullMarked
package dev.weft.engine.secret;

import org.jspecify.annotations.NullMarked;
