package dev.weft.router.dealer;

import dev.weft.router.matching.LongMap;
import dev.weft.router.session.Member;
import dev.weft.wamp.message.Dict;
import org.jspecify.annotations.Nullable;

/** What a session has to do with calls: as caller and as callee. */
final class Peer {

    /** Of calls in flight, which come and go in batches. */
    private static final int ROOM = 128;

    private final Member member;

    /** Calls of this session without a final answer, by the caller's request id. */
    private final LongMap<PendingCall> calls = new LongMap<>(ROOM);

    /** Invocations of this session without a final answer, by invocation id. */
    private final LongMap<PendingCall> invocations = new LongMap<>(ROOM);

    private final LongMap<Registration> registrations = new LongMap<>();
    private long lastInvocation;
    private @Nullable Dict asCaller;

    Peer(Member member) {
        this.member = member;
    }

    Member member() {
        return member;
    }

    LongMap<PendingCall> calls() {
        return calls;
    }

    LongMap<PendingCall> invocations() {
        return invocations;
    }

    LongMap<Registration> registrations() {
        return registrations;
    }

    long nextInvocation() {
        return ++lastInvocation;
    }

    /** True for an id that this session was ever invoked with. */
    boolean wasInvoked(long invocation) {
        return invocation > 0 && invocation <= lastInvocation;
    }

    /** Details of INVOCATION that tell who calls; made once. */
    Dict asCaller() {
        if (asCaller == null) {
            asCaller = new Dict(member.disclosed("caller"));
        }
        return asCaller;
    }
}
