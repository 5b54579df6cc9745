/** Between the lists of the wire and the message records: one codec per message, the limits, and what breaks the protocol. */
@NullMarked
package dev.weft.wamp.codec;

import org.jspecify.annotations.NullMarked;
