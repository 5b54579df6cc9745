package dev.weft.router;

import dev.weft.wamp.client.SessionDetails;

/** Is told on the realm's executor each time that a bound was reached: perhaps with every message. */
@FunctionalInterface
public interface BoundListener {

    /**
     * @param session who asked for more, or does not read what it gets
     * @param what it was reached with, for people: a procedure; may be empty
     */
    void onReached(Bound bound, SessionDetails session, String what);
}
