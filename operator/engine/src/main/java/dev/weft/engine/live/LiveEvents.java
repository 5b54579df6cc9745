package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;

/** Hears what happens in a fabric; the gateway is one, the simulated fabric of the tests another. */
public interface LiveEvents {

    /** Tells the listener what happens on the nodes of this management realm, until the result is closed. */
    Following follow(String mrealm, Listener listener);

    /** Something that is heard until it is closed. */
    interface Following extends AutoCloseable {

        /** Nothing is told any more once this returned, but for what is being told right now. */
        @Override
        void close();
    }

    /** Told what happened, on a thread of the source; must not block. */
    interface Listener {

        /** Something changed on this node; read it to know what. */
        void onNode(NodeKey node);

        /** Something may have been missed: read everything. */
        void onUncertain();

        /** The connection was lost, or could not be made; tried again by itself. */
        void onLost(String mrealm, String reason);

        /** Events arrive (again). */
        void onFollowing(String mrealm);
    }
}
