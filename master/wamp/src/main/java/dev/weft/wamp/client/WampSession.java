package dev.weft.wamp.client;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A joined session. All methods may be called from any thread and never block. A stage fails with
 * {@link dev.weft.wamp.error.ApplicationError} for an ERROR of the router or the peer, and with {@link SessionClosed} when the
 * session ended before the answer came. Stages complete on the session's own thread: do not block there.
 */
public interface WampSession {

    /** Session id, realm, authid, authrole and so on, from WELCOME. */
    SessionDetails details();

    /** Calls with the options of the WAMP specification ({@code timeout}, {@code disclose_me}, …). Canceling the stage's future cancels the call. */
    default CompletionStage<Payload> call(String procedure, Dict options, Payload payload) {
        return open(procedure, options, payload, progress -> {}).result();
    }

    /** Calls with no options. */
    default CompletionStage<Payload> call(String procedure, Payload payload) {
        return call(procedure, Dict.empty(), payload);
    }

    /**
     * Calls and takes progressive results. {@code progress} runs on the session's thread, before the stage completes; it must not block.
     */
    default CompletionStage<Payload> call(String procedure, Dict options, Payload payload, Consumer<Payload> progress) {
        return open(procedure, options.with(Options.RECEIVE_PROGRESS, true), payload, progress)
                .result();
    }

    /**
     * Calls, and leaves the call in the caller's hands.
     *
     * @param options with {@code progress} further parts follow; with {@code receive_progress} progressive results are asked for
     * @param progress takes progressive results, as in {@link #call(String, Dict, Payload, Consumer)}
     */
    RunningCall open(String procedure, Dict options, Payload payload, Consumer<Payload> progress);

    CompletionStage<Registration> register(String procedure, Dict options, InvocationHandler handler);

    CompletionStage<Subscription> subscribe(String topic, Dict options, EventHandler handler);

    /**
     * Completes when the next event can be sent without queueing much; with {@code acknowledge} in the options, when the router has
     * acknowledged this one. Fails with {@code wamp.error.unavailable} where too much waits to leave already.
     */
    CompletionStage<Void> publish(String topic, Dict options, Payload payload);

    /** Completes when little waits to leave by the connection: now, later, or when it is closed. Never fails. */
    CompletionStage<Void> writable();

    /** Completes when the session has ended, by whichever side, with the reason uri of GOODBYE or ABORT, or {@code wamp.close.transport_lost}. Never fails. */
    CompletionStage<String> closed();

    /** Why the session has ended or is ending; null while it lasts. */
    @Nullable
    SessionClosed ending();

    /** Leaves with GOODBYE. Completes when the session has ended. */
    CompletionStage<Void> close();

    /** A call of this session that is under way. */
    interface RunningCall {

        /** The last answer. Canceling it cancels the call, and waits for nothing. */
        CompletionStage<Payload> result();

        /**
         * Sends a further part, with more to come (WAMP, "Progressive Call Invocations"). Completes when the next one can be sent
         * without queueing much. Fails with {@code wamp.error.canceled} where the call has its answer already, and with {@link
         * IllegalStateException} where the last part has been sent.
         */
        CompletionStage<Void> send(Payload part);

        /** Sends the last part; else as {@link #send}. */
        CompletionStage<Void> finish(Payload last);

        /**
         * Cancels the call (WAMP, "Call Canceling"): {@link #result} fails with {@code wamp.error.canceled}, or, with {@link
         * CancelMode#KILL}, completes with whatever the callee answers. Does nothing where the answer came first.
         */
        void cancel(CancelMode mode);
    }

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

        /**
         * Sends a progressive result, where the caller asked for them; else does nothing. Completes when the next one can be sent
         * without queueing much. Fails with {@code wamp.error.canceled} where the call is over.
         */
        CompletionStage<Void> progress(Payload payload);

        /**
         * Takes the further parts of a call whose details say {@code progress}, one at a time; {@link #payload} is the first. Those that
         * came before are handed over at once. What it throws is the caller's ERROR.
         */
        void onPart(PartHandler handler);

        /** Completes when the caller canceled, with the mode. */
        CompletionStage<String> canceled();
    }

    /** Takes the further parts of one call (WAMP, "Progressive Call Invocations"), on the session's thread: must not block. */
    @FunctionalInterface
    interface PartHandler {

        /** @param last no further part follows */
        void onPart(Payload part, boolean last);
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

        /**
         * Completes when the router takes it away while the session lives on, with the router's reason. It stays open where that does not
         * happen, or cannot be known.
         */
        default CompletionStage<String> revoked() {
            return new CompletableFuture<>();
        }
    }

    /** A topic that this session listens to. */
    interface Subscription {

        long id();

        CompletionStage<Void> unsubscribe();

        /**
         * Completes when the router takes it away while the session lives on, with the router's reason. It stays open where that does not
         * happen, or cannot be known.
         */
        default CompletionStage<String> revoked() {
            return new CompletableFuture<>();
        }
    }
}
