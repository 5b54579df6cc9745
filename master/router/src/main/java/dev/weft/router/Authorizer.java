package dev.weft.router;

import dev.weft.wamp.client.SessionDetails;
import java.util.concurrent.CompletionStage;

/** Decides whether a session may do something. Called on the realm's loop: must not block; the stage may complete later. */
@FunctionalInterface
public interface Authorizer {

    CompletionStage<Decision> authorize(SessionDetails session, Request request);

    /**
     * What is asked.
     *
     * @param match {@code exact}, {@code prefix} or {@code wildcard}: of the registration or subscription; {@code exact} for calls
     *     and publications. A pattern is allowed only where every uri that it matches is
     */
    record Request(Action action, String uri, String match) {}

    /** @param disclose whether the router tells the receiver who it was, whatever the sender asked for */
    record Decision(boolean allowed, boolean disclose) {

        public static final Decision DENY = new Decision(false, false);
        public static final Decision ALLOW = new Decision(true, false);
    }
}
