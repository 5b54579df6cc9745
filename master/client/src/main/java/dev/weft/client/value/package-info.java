/**
 * Java values as WAMP values and back. {@link dev.weft.client.value.Values} is the entry; {@link dev.weft.client.value.Mismatch} says
 * where a value is not what was expected.
 */
@NullMarked
package dev.weft.client.value;

import org.jspecify.annotations.NullMarked;
