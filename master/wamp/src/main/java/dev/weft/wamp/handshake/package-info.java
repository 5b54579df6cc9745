/**
 * From the first message to the joined session, both sides, as state machines: messages in, messages and outcomes out. No clock (whoever
 * runs a handshake sets its time limits), no ids of its own.
 */
@NullMarked
package dev.weft.wamp.handshake;

import org.jspecify.annotations.NullMarked;
