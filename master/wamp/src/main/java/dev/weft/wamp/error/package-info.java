/** Error uris, and the exception that carries one across a call. */
@NullMarked
package dev.weft.wamp.error;

import org.jspecify.annotations.NullMarked;
