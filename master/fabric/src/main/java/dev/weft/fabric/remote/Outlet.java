package dev.weft.fabric.remote;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.List;

/**
 * Where the events of one management realm are heard: on that realm and on the global one. Whoever may join the global realm is a
 * superuser, who may hear of every node.
 */
public final class Outlet {

    private final List<WampSession> sessions;

    public Outlet(WampSession realm, WampSession global) {
        this.sessions = List.of(realm, global);
    }

    /** Publishes without waiting; there is nobody to tell of a failure but the log of the router. */
    public void publish(String topic, Payload payload) {
        sessions.forEach(session -> session.publish(topic, Dict.empty(), payload));
    }
}
