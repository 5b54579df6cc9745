package dev.weft.router.dealer;

import dev.weft.router.IdSource;
import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A procedure or pattern that at least one session serves. */
public final class Registration {

    private final long id;
    private final Pattern pattern;
    private final InvocationPolicy policy;
    private final Instant created;
    private final List<Callee> callees = new ArrayList<>(1);
    private @Nullable CallQueue queue;
    private int turn;

    Registration(long id, Pattern pattern, InvocationPolicy policy, Instant created) {
        this.id = id;
        this.pattern = pattern;
        this.policy = policy;
        this.created = created;
    }

    public long id() {
        return id;
    }

    public Pattern pattern() {
        return pattern;
    }

    public InvocationPolicy policy() {
        return policy;
    }

    public Instant created() {
        return created;
    }

    /** The callees in the order in which they registered; a copy. */
    public List<Member> callees() {
        List<Member> members = new ArrayList<>(callees.size());
        for (Callee callee : callees) {
            members.add(callee.peer().member());
        }
        return members;
    }

    void add(Callee callee) {
        callees.add(callee);
        onFree();
    }

    /** Calls that wait; null where none has had to so far. */
    @Nullable
    CallQueue queue() {
        return queue;
    }

    void queue(CallQueue value) {
        queue = value;
    }

    /** Whether any calls wait. */
    boolean isAwaited() {
        return queue != null && !queue.isEmpty();
    }

    boolean isAbandoned() {
        return callees.isEmpty();
    }

    /** Whether any callee has a call whose end will tell {@link #onFree()}. */
    boolean isServing() {
        for (int i = 0; i < callees.size(); i++) {
            if (callees.get(i).isServing()) {
                return true;
            }
        }
        return false;
    }

    /** Somebody may serve another call, or nobody ever will. */
    void onFree() {
        if (queue != null) {
            queue.wake();
        }
    }

    /** True where nobody serves the procedure any more. */
    boolean remove(Peer peer) {
        for (int at = 0; at < callees.size(); at++) {
            if (callees.get(at).peer() == peer) {
                callees.remove(at);
                if (at < turn) {
                    turn--;
                }
                break;
            }
        }
        if (callees.isEmpty()) {
            onFree();
        }
        return callees.isEmpty();
    }

    /** Whether every callee serves as many calls as it wants to. */
    boolean isBusy() {
        for (int i = 0; i < callees.size(); i++) {
            if (!callees.get(i).isBusy()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Who gets the next call: the one whose turn it is by the policy, or the next after it that is not busy and whose outbound queue is
     * not full.
     *
     * @param most bytes that may be queued
     * @return null where there is none
     */
    @Nullable
    Callee choose(long most, IdSource random) {
        int size = callees.size();
        int first = switch (policy) {
            case SINGLE, FIRST -> 0;
            case LAST -> size - 1;
            case ROUNDROBIN -> turn >= size ? 0 : turn;
            case RANDOM -> (int) (random.next() % size);
        };
        for (int i = 0; i < size; i++) {
            int at = (first + i) % size;
            Callee callee = callees.get(at);
            if (!callee.isBusy() && !callee.isFull(most)) {
                turn = at + 1;
                return callee;
            }
        }
        return null;
    }
}
