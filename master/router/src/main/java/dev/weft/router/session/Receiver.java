package dev.weft.router.session;

import dev.weft.wamp.message.Message;

/** What the messages of sessions go to, on the realm's loop. */
public interface Receiver {

    void receive(Member from, Message message);

    /** The connection is gone; nothing follows. */
    void gone(Member from);
}
