/**
 * The WAMP messages as records, and what they carry.
 *
 * <p>Start with {@link dev.weft.wamp.message.Message}. Options and details are {@link dev.weft.wamp.message.Dict}; application
 * data is a {@link dev.weft.wamp.message.Payload}, which stays encoded while nobody reads it. Turning bytes into these records is
 * the work of {@code dev.weft.wamp.codec} and {@code dev.weft.wamp.serializer}; no behaviour lives here.
 *
 * <p>WAMP values are plain Java values: {@code null}, {@link Boolean}, {@link Long} (any integer; {@link java.math.BigInteger}
 * beyond 64 bits), {@link Double}, {@link String}, {@code byte[]}, {@code List<Object>} and {@code Map<String, Object>} with its
 * order kept. All types are immutable and may cross threads.
 */
@NullMarked
package dev.weft.wamp.message;

import org.jspecify.annotations.NullMarked;
