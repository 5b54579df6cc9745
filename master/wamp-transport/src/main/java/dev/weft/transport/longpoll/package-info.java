/**
 * WAMP over http requests that wait, as Autobahn and Crossbar.io have it: {@code open} makes a session, {@code send} brings messages,
 * {@code receive} waits for some, {@code close} ends it. Start at {@link dev.weft.transport.longpoll.LongPoll}. Each session is
 * confined to one event loop of its own, whichever connections its requests come by. The protocol has no acknowledgements: what is
 * lost between the answer to {@code receive} and its reader is noticed only where the connection is seen to break, and then the
 * session ends.
 */
@NullMarked
package dev.weft.transport.longpoll;

import org.jspecify.annotations.NullMarked;
