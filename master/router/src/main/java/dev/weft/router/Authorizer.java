package dev.weft.router;

import dev.weft.wamp.client.SessionDetails;
import java.util.concurrent.CompletionStage;

/** Decides whether a session may do something. Called on the realm's loop: must not block; the stage may complete later. One that fails denies. */
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

    /**
     * The answer.
     *
     * @param disclose whether the router tells the receiver who it was, whatever the sender asked for
     * @param failed nobody could decide: it is denied, with {@code wamp.error.authorization_failed}
     */
    record Decision(boolean allowed, boolean disclose, boolean failed) {

        public static final Decision DENY = new Decision(false, false);
        public static final Decision ALLOW = new Decision(true, false);
        public static final Decision FAILED = new Decision(false, false, true);

        public Decision(boolean allowed, boolean disclose) {
            this(allowed, disclose, false);
        }

        public Decision {
            if (allowed && failed) {
                throw new IllegalArgumentException("what could not be decided is not allowed");
            }
        }
    }
}
