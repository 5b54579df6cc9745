package dev.weft.router.dealer;

import dev.weft.router.Action;
import dev.weft.router.Authorizer.Decision;
import dev.weft.router.Bound;
import dev.weft.router.CallRules;
import dev.weft.router.IdSource;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.Timers;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.CallTimes;
import dev.weft.router.session.Member;
import dev.weft.router.session.Passthru;
import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Yield;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** CALL, CANCEL, YIELD and ERROR of one realm: every call gets exactly one final answer. */
public final class Dealer {

    private static final Dict PROGRESS = Dict.of(Options.PROGRESS, true);

    private final Authorization authorization;
    private final Registrations registrations;
    private final Map<String, BuiltIn> builtIns;
    private final Parts parts;
    private final CallQueues queues;

    /** What the dealer needs besides. */
    public record Parts(Executor loop, Timers timers, IdSource ids, RealmOptions options, CallTimes times) {

        Limits limits() {
            return options.limits();
        }

        CallRules rules() {
            return options.callRules();
        }
    }

    /** @param builtIns procedures that the router answers itself, before any registration; may be filled later */
    public Dealer(
            Authorization authorization, Registrations registrations, Map<String, BuiltIn> builtIns, Parts parts) {
        this.authorization = authorization;
        this.registrations = registrations;
        this.builtIns = builtIns;
        this.parts = parts;
        this.queues = new CallQueues(parts.options().stored().callQueues());
    }

    /**
     * A further CALL of a request that is under way. One whose answer has gone out meanwhile, or that was canceled, is passed over: the
     * caller cannot know yet.
     */
    public void onCallAgain(Member member, Call call) {
        if (!member.features().progressiveCalls()) {
            throw ProtocolViolation.of("request id " + call.request() + " does not follow the session's earlier ones");
        }
        Peer caller = registrations.peers().get(member);
        PendingCall pending =
                caller == null || call.request() < 1 ? null : caller.calls().get(call.request());
        if (pending != null) {
            Invoker.invokeAgain(pending, call);
        }
    }

    public void onCall(Member member, Call call) {
        Invoker.check(member, call);
        Decision decision = authorization.decide(member, Action.CALL, call.procedure());
        if (decision == null) {
            authorization.await(member, late -> call(member, call, late));
        } else {
            call(member, call, decision);
        }
    }

    private void call(Member member, Call call, Decision decision) {
        String procedure = call.procedure();
        if (!decision.allowed()) {
            Authorization.Refusal refusal = Authorization.refusal(member, Action.CALL, procedure, decision);
            fail(member, call, refusal.error(), refusal.text());
            return;
        }
        BuiltIn builtIn = builtIns.get(procedure);
        if (builtIn != null) {
            answer(member, call, builtIn);
            return;
        }
        Registration registration = registrations.match(procedure);
        if (registration == null || (registration.pattern().match() != MatchPolicy.EXACT && !isValid(procedure))) {
            failUnknown(member, call);
            return;
        }
        Peer caller = registrations.peers().of(member);
        int most = parts.limits().pendingCalls();
        if (caller.calls().size() >= most && !member.role().isTrusted()) {
            member.reached(Bound.PENDING_CALLS);
            fail(member, call, ErrorUri.UNAVAILABLE, "a session may have " + most + " calls without an answer");
            return;
        }
        // Nobody overtakes those that wait.
        Callee callee = registration.isAwaited() ? null : choose(registration);
        if (callee == null) {
            await(caller, call, decision, registration);
            return;
        }
        String missing = Invoker.missing(call, callee);
        if (missing != null) {
            Invoker.refuse(member, call, missing);
            return;
        }
        PendingCall pending = new PendingCall(caller, call.request(), parts.times());
        Invoker.invoke(pending, call, new Invoker.Route(registration, callee, decision.disclose()));
        limit(pending, call.options());
    }

    /** Calls that no callee has yet. */
    public long waiting() {
        return queues.waiting();
    }

    private @Nullable Callee choose(Registration registration) {
        return registration.choose(parts.limits().invocationQueueBytes(), parts.ids());
    }

    /** A call that no callee can take now: it waits where its procedure has a queue, or is answered. */
    private void await(Peer caller, Call call, Decision decision, Registration registration) {
        Member member = caller.member();
        int limit = queues.limit(call.procedure());
        // Further parts of a call in parts would have to wait as well. Where nobody serves a call nobody will be free,
        // either.
        boolean mayWait = limit > 0 && !call.options().flag(Options.PROGRESS);
        if (!mayWait || !(registration.isServing() || registration.isAwaited())) {
            failBusy(member, call, registration);
            return;
        }
        CallQueue queue = queue(registration);
        CallQueue.Waiting waiting =
                CallQueue.Waiting.of(call, decision.disclose(), member.role().isTrusted());
        if (queue.size() >= limit || !queues.hasRoom(waiting.bytes())) {
            String procedure = Quoted.uri(call.procedure());
            member.reached(Bound.CALL_QUEUE, procedure);
            String text = "every callee of procedure " + procedure + " serves as many calls as it wants to, and "
                    + queue.size() + " wait already";
            fail(member, call, ErrorUri.MAX_CONCURRENCY_REACHED, text);
            return;
        }
        PendingCall pending = new PendingCall(caller, call.request(), parts.times());
        queue.add(pending, waiting);
        limit(pending, call.options());
    }

    private CallQueue queue(Registration registration) {
        CallQueue known = registration.queue();
        if (known != null) {
            return known;
        }
        CallQueue made = new CallQueue(queues, () -> parts.loop().execute(() -> serve(registration)));
        registration.queue(made);
        return made;
    }

    /** Gives calls that wait to callees that are free, or answers them where no callee is left. They were allowed when they came. */
    private void serve(Registration registration) {
        CallQueue queue = registration.queue();
        if (queue == null) {
            return;
        }
        queue.onServe();
        while (!queue.isEmpty()) {
            Callee callee = choose(registration);
            if (callee == null && registration.isServing()) {
                return;
            }
            CallQueue.Next next = queue.poll();
            if (next != null) {
                serve(next, registration, callee);
            }
        }
    }

    private void serve(CallQueue.Next next, Registration registration, @Nullable Callee callee) {
        PendingCall pending = next.pending();
        Call call = next.waiting().call();
        Member member = pending.caller().member();
        if (registration.isAbandoned()) {
            pending.finish();
            fail(
                    pending,
                    parts.rules().calleeLeft(),
                    "the callee has left; it was not called, as the call still waited");
        } else if (callee == null) {
            pending.finish();
            failFull(member, call);
        } else {
            String missing = Invoker.missing(call, callee);
            if (missing == null) {
                boolean disclose = next.waiting().disclose();
                Invoker.invoke(pending, call, new Invoker.Route(registration, callee, disclose));
            } else {
                pending.finish();
                Invoker.refuse(member, call, missing);
            }
        }
    }

    private void failBusy(Member member, Call call, Registration registration) {
        if (!registration.isBusy() && !registration.isAwaited()) {
            failFull(member, call);
            return;
        }
        String procedure = Quoted.uri(call.procedure());
        boolean inParts = call.options().flag(Options.PROGRESS) && queues.limit(call.procedure()) > 0;
        String text = "every callee of procedure " + procedure + " serves as many calls as it wants to"
                + (inParts ? ", and calls in parts do not wait" : "");
        member.reached(Bound.CONCURRENCY, procedure);
        fail(member, call, ErrorUri.MAX_CONCURRENCY_REACHED, text);
    }

    private static void failFull(Member member, Call call) {
        String procedure = Quoted.uri(call.procedure());
        member.reached(Bound.INVOCATION_QUEUE, procedure);
        String text = "no callee of procedure " + procedure + " takes calls at the moment";
        fail(member, call, ErrorUri.NO_AVAILABLE_CALLEE, text);
    }

    private boolean isValid(String procedure) {
        return Uri.isValid(procedure, parts.options().uriRules());
    }

    private void failUnknown(Member member, Call call) {
        String procedure = Quoted.uri(call.procedure());
        if (isValid(call.procedure())) {
            fail(member, call, ErrorUri.NO_SUCH_PROCEDURE, "no callee registered for procedure " + procedure);
        } else {
            fail(member, call, ErrorUri.INVALID_URI, "no valid procedure: " + procedure);
        }
    }

    /** The caller's own limit, or the realm's, whichever is shorter. */
    private void limit(PendingCall pending, Dict options) {
        Duration most = parts.limits().callTime();
        Long asked = options.integer(Options.TIMEOUT);
        if (asked != null && asked > 0) {
            Duration wanted = parts.rules().timeout(asked);
            if (most.isZero() || wanted.compareTo(most) < 0) {
                endAfter(wanted, pending, () -> {});
                return;
            }
        }
        if (!most.isZero()) {
            endAfter(most, pending, () -> pending.caller().member().reached(Bound.CALL_TIME));
        }
    }

    private void endAfter(Duration time, PendingCall pending, Runnable count) {
        pending.timer(parts.timers().after(time, () -> parts.loop().execute(() -> onTimeout(pending, count))));
    }

    private static void answer(Member member, Call call, BuiltIn builtIn) {
        try {
            Payload result = builtIn.answer(member, call.payload());
            member.send(new Result(call.request(), Dict.empty(), result));
        } catch (ApplicationError e) {
            member.send(new ErrorMessage(MessageType.CALL, call.request(), Dict.empty(), e.uri(), e.payload()));
        }
    }

    private static void fail(Member member, Call call, String uri, String text) {
        member.fail(MessageType.CALL, call.request(), uri, text);
    }

    public void onYield(Member member, Yield yield) {
        PendingCall pending = find(member, yield.request());
        if (pending == null) {
            return;
        }
        Dict options = yield.options();
        Member caller = pending.caller().member();
        if (Passthru.isAsked(options) && !caller.features().passthruOfCaller()) {
            pending.finish();
            String text = "the result is in payload passthru mode, which HELLO does not announce";
            fail(pending, ErrorUri.FEATURE_NOT_SUPPORTED, text);
        } else if (!options.isEmpty() && options.flag(Options.PROGRESS)) {
            if (pending.isProgressive()) {
                caller.send(new Result(pending.request(), Passthru.copy(options, PROGRESS), yield.payload()));
            }
        } else {
            pending.finish();
            caller.send(new Result(pending.request(), Passthru.copy(options, Dict.empty()), yield.payload()));
        }
    }

    /** ERROR of a callee. */
    public void onError(Member member, ErrorMessage error) {
        if (error.requestType() != MessageType.INVOCATION) {
            throw ProtocolViolation.of(
                    "ERROR answers " + error.requestType() + ": a client may answer INVOCATION only");
        }
        PendingCall pending = find(member, error.request());
        if (pending != null) {
            pending.finish();
            pending.caller()
                    .member()
                    .send(new ErrorMessage(
                            MessageType.CALL,
                            pending.request(),
                            Passthru.copy(error.details(), Dict.empty()),
                            error.error(),
                            error.payload()));
        }
    }

    /** Null for an answer that nobody waits for any more: the call timed out, was canceled, or the caller has left. */
    private @Nullable PendingCall find(Member member, long invocation) {
        Peer callee = registrations.peers().get(member);
        if (callee == null || !callee.wasInvoked(invocation)) {
            throw ProtocolViolation.of("answer to invocation " + invocation + ", which was never made");
        }
        return callee.invocations().get(invocation);
    }

    public void onCancel(Member member, Cancel cancel) {
        Peer caller = registrations.peers().get(member);
        PendingCall pending =
                caller == null || cancel.request() < 1 ? null : caller.calls().get(cancel.request());
        if (pending == null) {
            // The answer and the CANCEL have crossed.
            return;
        }
        CancelMode mode = CancelMode.of(cancel.options().string(Options.MODE));
        boolean told = mode != CancelMode.SKIP && interrupt(pending, mode, ErrorUri.CANCELED);
        if (mode != CancelMode.KILL || !told) {
            pending.finish();
            fail(pending, ErrorUri.CANCELED, "the call was canceled");
        }
    }

    private void onTimeout(PendingCall pending, Runnable count) {
        if (!pending.isFinished()) {
            count.run();
            pending.finish();
            interrupt(pending, CancelMode.KILLNOWAIT, parts.rules().timedOut());
            fail(pending, parts.rules().timedOut(), "the call timed out");
        }
    }

    private static void fail(PendingCall pending, String uri, String text) {
        pending.caller().member().fail(MessageType.CALL, pending.request(), uri, text);
    }

    /** False where no callee serves it yet, or it did not announce call canceling: then nobody is told. */
    private static boolean interrupt(PendingCall pending, CancelMode mode, String reason) {
        Peer peer = pending.callee();
        Member callee = peer == null ? null : peer.member();
        if (callee == null || !callee.features().callCanceling()) {
            return false;
        }
        Dict options = Dict.of(Options.MODE, mode.text()).with(Options.REASON, reason);
        callee.send(new Interrupt(pending.invocation(), options));
        return true;
    }

    /** Forgets a session that has ended: its callers get an answer, its callees need not give one. */
    public void leave(Member member) {
        Peer peer = registrations.peers().remove(member);
        if (peer == null) {
            return;
        }
        registrations.leave(peer);
        for (PendingCall served : peer.invocations().values()) {
            served.finish();
            fail(served, parts.rules().calleeLeft(), "the callee has left");
        }
        for (PendingCall made : peer.calls().values()) {
            made.finish();
            interrupt(made, CancelMode.KILLNOWAIT, ErrorUri.CANCELED);
        }
    }
}
