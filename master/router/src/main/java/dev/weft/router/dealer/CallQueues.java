package dev.weft.router.dealer;

import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.matching.PatternTable;
import java.util.List;

/** Which calls of a realm may wait for a callee, and how much all that wait hold together. Used on the realm's loop only. */
final class CallQueues {

    /** Registrations are made by clients: a bound of each of them would be none. */
    private static final long MOST_BYTES = 16L << 20;

    private final PatternTable<Kept> kept = new PatternTable<>();
    private long bytes;
    private long waiting;

    CallQueues(List<Kept> all) {
        for (Kept each : all) {
            kept.put(each.match(), each.uri(), each);
        }
    }

    /** How many calls may wait at the registration that this procedure's calls go to; 0: none. */
    int limit(String procedure) {
        Kept best = kept.best(procedure);
        return best == null ? 0 : best.limit();
    }

    boolean hasRoom(long more) {
        return bytes + more <= MOST_BYTES;
    }

    void onAdded(long more) {
        waiting++;
        bytes += more;
    }

    void onRemoved(long less) {
        waiting--;
        bytes -= less;
    }

    long waiting() {
        return waiting;
    }
}
