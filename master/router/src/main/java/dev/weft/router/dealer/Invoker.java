package dev.weft.router.dealer;

import dev.weft.router.session.Features;
import dev.weft.router.session.Member;
import dev.weft.router.session.Passthru;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.uri.MatchPolicy;
import org.jspecify.annotations.Nullable;

/** From CALL to INVOCATION: what a callee is told, and what it has to understand. */
final class Invoker {

    private static final String PROGRESS = Options.PROGRESS;

    private Invoker() {}

    /**
     * Where a call goes.
     *
     * @param disclose whether the callee gets to know who calls
     */
    record Route(Registration registration, Callee callee, boolean disclose) {}

    /** Breaches of the protocol by who did not announce what it uses. */
    static void check(Member caller, Call call) {
        Dict options = call.options();
        if (options.isEmpty()) {
            return;
        }
        if (options.flag(PROGRESS) && !caller.features().progressiveCalls()) {
            throw ProtocolViolation.of(
                    "CALL with option progress, and HELLO does not announce progressive_call_invocations");
        }
        if (Passthru.isAsked(options) && !caller.features().passthruOfCaller()) {
            throw ProtocolViolation.of(
                    "CALL with option ppt_scheme, and HELLO does not announce payload_passthru_mode");
        }
    }

    /** What the callee would have to understand and does not; null where it can be called. */
    static @Nullable String missing(Call call, Callee callee) {
        Dict options = call.options();
        if (options.isEmpty()) {
            return null;
        }
        Features features = callee.peer().member().features();
        if (options.flag(PROGRESS) && !(features.progressiveInvocations() && features.callCanceling())) {
            return "progressive call invocations";
        }
        return Passthru.isAsked(options) && !features.passthruOfCallee() ? "payload passthru mode" : null;
    }

    /** Answers a call whose callee does not understand what it asks for. */
    static void refuse(Member caller, Call call, String missing) {
        String text = "the callee does not support " + missing;
        caller.fail(MessageType.CALL, call.request(), ErrorUri.FEATURE_NOT_SUPPORTED, text);
    }

    static void invoke(PendingCall pending, Call call, Route route) {
        Dict options = call.options();
        Callee callee = route.callee();
        boolean progressive = options.flag(Options.RECEIVE_PROGRESS)
                && callee.peer().member().features().progressiveResults();
        pending.begin(callee, progressive);
        Dict details = details(pending.caller(), call, route, progressive);
        long registration = route.registration().id();
        if (options.flag(PROGRESS)) {
            pending.stream(new CallStream(call.procedure(), registration, details));
            details = details.with(PROGRESS, true);
        }
        callee.peer().member().send(new Invocation(pending.invocation(), registration, details, call.payload()));
    }

    private static Dict details(Peer caller, Call call, Route route, boolean progressive) {
        Dict options = call.options();
        boolean disclose = route.disclose() || options.flag(Options.DISCLOSE_ME);
        Dict details = disclose ? caller.asCaller() : Dict.empty();
        if (route.registration().pattern().match() != MatchPolicy.EXACT) {
            details = details.with(Options.PROCEDURE, call.procedure());
        }
        if (progressive) {
            details = details.with(Options.RECEIVE_PROGRESS, true);
        }
        Long trust = caller.member().role().trustLevel();
        if (trust != null) {
            details = details.with(Options.TRUSTLEVEL, trust);
        }
        if (caller.member().role().isTrusted() && options.has(Options.FORWARD_FOR)) {
            // A part of this process calls on behalf of somebody else: the callee is told whom. Nobody else can claim
            // that.
            details = details.with(Options.FORWARD_FOR, options.get(Options.FORWARD_FOR));
        }
        return Passthru.copy(options, details);
    }

    /** A further CALL of a request that is under way: to the same callee, with the details of the first one. */
    static void invokeAgain(PendingCall pending, Call call) {
        CallStream stream = pending.stream();
        Peer callee = pending.callee();
        if (callee == null || stream == null || !stream.procedure().equals(call.procedure())) {
            throw ProtocolViolation.of("CALL with request id " + call.request()
                    + " again, and the first one does not have option progress, or another procedure");
        }
        boolean more = call.options().flag(PROGRESS);
        if (!more) {
            pending.stream(null);
        }
        Dict details = more ? stream.details().with(PROGRESS, true) : stream.details();
        callee.member().send(new Invocation(pending.invocation(), stream.registration(), details, call.payload()));
    }
}
