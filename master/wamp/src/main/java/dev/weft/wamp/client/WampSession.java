package dev.weft.wamp.client;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletionStage;

/**
 * A joined session. All methods may be called from any thread and never block. A stage fails with
 * {@link dev.weft.wamp.error.ApplicationError} for an ERROR of the router or the peer, and with {@link SessionClosed} when the
 * session ended before the answer came. Stages complete on the session's own thread: do not block there.
 */
public interface WampSession {

    /** Session id, realm, authid, authrole and so on, from WELCOME. */
    SessionDetails details();

    /** Calls with the options of the WAMP specification ({@code timeout}, {@code disclose_me}, …). Canceling the stage's future cancels the call. */
    CompletionStage<Payload> call(String procedure, Dict options, Payload payload);

    /** Calls with no options. */
    default CompletionStage<Payload> call(String procedure, Payload payload) {
        return call(procedure, Dict.empty(), payload);
    }

    CompletionStage<Registration> register(String procedure, Dict options, InvocationHandler handler);

    CompletionStage<Subscription> subscribe(String topic, Dict options, EventHandler handler);

    /** Completes when the event was sent, or acknowledged where the options say {@code acknowledge}. */
    CompletionStage<Void> publish(String topic, Dict options, Payload payload);

    /** Completes when the session has ended, by whichever side, with the reason uri of GOODBYE or ABORT, or {@code wamp.close.transport_lost}. Never fails. */
    CompletionStage<String> closed();

    /** Leaves with GOODBYE. Completes when the session has ended. */
    CompletionStage<Void> close();

    /** Serves the calls of one registration. */
    @FunctionalInterface
    interface InvocationHandler {

        /**
         * One call. An {@link dev.weft.wamp.error.ApplicationError}, thrown or as the stage's failure, is the caller's ERROR; any
         * other exception is answered with {@code wamp.error.runtime_error} and logged. Runs on the session's thread: must not block.
         */
        CompletionStage<Payload> invoke(InvocationContext invocation);
    }

    /** One call, as the callee sees it. */
    interface InvocationContext {

        Payload payload();

        /** Details of INVOCATION: {@code caller}, {@code caller_authid}, {@code caller_authrole}, {@code procedure}, … */
        Dict details();

        /** Sends a progressive result, where the caller asked for them; else does nothing. */
        void progress(Payload payload);

        /** Completes when the caller canceled, with the mode. */
        CompletionStage<String> canceled();
    }

    /** Receives the events of one subscription, in order, on the session's thread: must not block. */
    @FunctionalInterface
    interface EventHandler {

        void onEvent(Payload payload, Dict details);
    }

    /** A procedure that this session offers. */
    interface Registration {

        long id();

        CompletionStage<Void> unregister();
    }

    /** A topic that this session listens to. */
    interface Subscription {

        long id();

        CompletionStage<Void> unsubscribe();
    }
}
