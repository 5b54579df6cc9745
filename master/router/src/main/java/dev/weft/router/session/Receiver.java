package dev.weft.router.session;

import dev.weft.wamp.message.Message;

/** What the messages of sessions go to, on the realm's loop. */
public interface Receiver {

    /** Messages come, of one session; until {@link #endTurn} nothing else happens on the loop but that they are read and answered. */
    default void beginTurn() {}

    default void endTurn() {}

    void receive(Member from, Message message);

    /** The connection is gone; nothing follows. */
    void gone(Member from);
}
