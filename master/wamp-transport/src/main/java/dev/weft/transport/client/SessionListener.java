package dev.weft.transport.client;

import dev.weft.wamp.client.WampSession;

/** Hears of the sessions of a {@link ReconnectingClient}, one call at a time. Must not block. */
public interface SessionListener {

    /** A session was joined, and what the client remembers has been registered and subscribed on it as far as the router allowed: {@link #onRefused} tells of what it did not. */
    default void onJoined(WampSession session) {}

    /**
     * A registration or subscription that had been made was refused on a later session, which is told before {@link #onJoined}, or the
     * router took it away while the session lives on. It is tried again on the next session. Or a procedure is registered by somebody
     * else, and still was when this had been tried some times: then it is tried again on this session, too. The log has it as a warning.
     *
     * @param uri the procedure or topic
     * @param reason for people: the error uri of the router, and its text where there is one
     */
    default void onRefused(String uri, String reason) {}

    /**
     * The session ended, or an attempt to join failed; another attempt follows.
     *
     * @param reason uri of GOODBYE or ABORT, {@code wamp.close.transport_lost}, or {@link dev.weft.transport.ConnectFailed#CODE}
     * @param message for people
     */
    default void onLost(String reason, String message) {}

    /** No further attempt is made: the reason was a fatal one, or as many failed in a row as may. Called at most once. */
    default void onGivenUp(String reason, String message) {}
}
