package dev.weft.engine.fleet;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.Sight;
import org.jspecify.annotations.Nullable;

/** What the loop remembers of one node. */
final class NodeWatch {

    static final long NEVER = Long.MAX_VALUE;

    final NodeKey key;

    /** When it is to be read; {@link #NEVER} while nothing asks for it. */
    long readAt = NEVER;

    String cause = "";
    /** The id of the reading under way; 0 for none. */
    long reading;

    long digestAt = NEVER;
    long digestReading;
    String digest = "";
    /** Plans in a row that were carried out and did not bring it to rest. */
    int rounds;

    final Patience patience = new Patience();
    /** Readings in a row that failed, or found it on its way to somewhere else. */
    int unsettled;
    /** The last plan that was only told, not executed, so that it is told once. */
    String told = "";

    boolean running;
    /** Whether it had its uplink when it was last read. */
    boolean online = true;

    /** How it stood when it was last compared with the documents. */
    Sight sight = Sight.UNKNOWN;
    /** Whether there is something to do that waits for its turn in a rollout. */
    boolean waits;
    /** What failed in the last plan that was executed on it; null when nothing did. */
    @Nullable
    Failure stumble;

    NodeWatch(NodeKey key) {
        this.key = key;
    }

    void mark(long at, String why) {
        if (at < readAt) {
            readAt = at;
            cause = why;
        }
    }

    /** Its plan is empty, or its documents are new: nothing that was in vain before counts. */
    void calm() {
        rounds = 0;
        patience.clear();
    }

    boolean isBusy() {
        return running || reading != 0;
    }

    long wakeAt() {
        if (isBusy()) {
            return NEVER;
        }
        return digestReading != 0 ? readAt : Math.min(readAt, digestAt);
    }
}
