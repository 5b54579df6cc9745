package dev.weft.client;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call, as the procedure gets it. */
public final class Invocation extends Arguments {

    private final String registered;
    private final WampSession.InvocationContext context;
    private final Serving serving;

    Invocation(String registered, WampSession.InvocationContext context, Serving serving) {
        super(context.payload());
        this.registered = registered;
        this.context = context;
        this.serving = serving;
    }

    /** Takes the further parts of a call, one at a time and in order, where {@link Handlers} says. What it throws is the caller's ERROR. */
    @FunctionalInterface
    public interface PartHandler {

        /** @param last no further part follows */
        void onPart(Arguments part, boolean last);
    }

    /** The procedure that was called, also where the registration is for a pattern. */
    public String procedure() {
        String procedure = context.details().string("procedure");
        return procedure == null ? registered : procedure;
    }

    /** The caller's session id; null where it is not disclosed (WAMP, "Caller Identification"). */
    public @Nullable Long caller() {
        return context.details().integer("caller");
    }

    /** The caller's authid; null where it is not disclosed. */
    public @Nullable String callerAuthid() {
        return context.details().string("caller_authid");
    }

    /** The caller's authrole; null where it is not disclosed. */
    public @Nullable String callerAuthrole() {
        return context.details().string("caller_authrole");
    }

    /** Details of INVOCATION. */
    public Dict details() {
        return context.details();
    }

    /** Whether the caller asks for progressive results (WAMP, "Progressive Call Results"). */
    public boolean wantsProgress() {
        return context.details().flag("receive_progress");
    }

    /**
     * Sends a progressive result, where the caller asked for them; else does nothing. Completes when the next one can be sent; fails
     * with {@code wamp.error.unavailable} where too much waits to leave, and with {@code wamp.error.canceled} where the call is over.
     */
    public CompletableFuture<Void> progress(@Nullable Object... values) {
        return context.progress(writeResult(values)).toCompletableFuture();
    }

    /** Whether further parts follow (WAMP, "Progressive Call Invocations"): {@link #onPart} takes them. */
    public boolean hasParts() {
        return context.details().flag("progress");
    }

    /** Takes the further parts; this invocation itself has the first. Parts that came before are handed over at once. */
    public void onPart(PartHandler handler) {
        context.onPart(serving.parts(handler));
    }

    /**
     * Completes when nobody waits for the answer any more, with the mode ({@code kill}, {@code killnowait}): the caller canceled, timed
     * out, or left. With {@code kill} the caller still gets what the procedure answers.
     */
    public CompletableFuture<String> canceled() {
        return context.canceled().toCompletableFuture();
    }
}
