package dev.weft.router.broker;

import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last events of one subscription, oldest first (WAMP, "Event History"). Used on the realm's loop only. */
final class History {

    /** Whatever the number of events. */
    private static final long MOST_BYTES = 16L << 20;

    private final int limit;
    private final Deque<Past> events = new ArrayDeque<>();
    private long bytes;

    /** @param limit how many are kept */
    History(int limit) {
        this.limit = limit;
    }

    private record Past(Publication publication, Instant at) {}

    /** Not for events that only some sessions get, by their ids: those of later sessions are others. */
    void add(Publication publication, Instant at) {
        if (publication.recipients() != null && publication.recipients().isBySession()) {
            return;
        }
        events.addLast(new Past(publication, at));
        bytes += publication.weight();
        while (events.size() > limit || bytes > MOST_BYTES && events.size() > 1) {
            bytes -= events.removeFirst().publication().weight();
        }
    }

    /** What the session would have got, oldest first. */
    List<PastEvent> of(Member member, Pattern pattern) {
        List<PastEvent> found = new ArrayList<>();
        for (Past past : events) {
            Publication publication = past.publication();
            Recipients recipients = publication.recipients();
            if (recipients == null || recipients.include(member)) {
                found.add(new PastEvent(
                        publication.id(),
                        publication.topic(),
                        publication.details(pattern),
                        publication.payload(),
                        past.at()));
            }
        }
        return found;
    }
}
