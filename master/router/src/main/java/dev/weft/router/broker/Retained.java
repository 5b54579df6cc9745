package dev.weft.router.broker;

import dev.weft.router.RealmOptions.Retention;
import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last events of topics whose publishers asked to retain them (WAMP, "Event Retention"): one that everybody gets, and above it some
 * that only some get. Where there are too many, the topic that was published to least recently is forgotten.
 */
final class Retained {

    /** Events for some, above the one for all. */
    private static final int MOST_OF_TOPIC = 16;

    private final Retention limits;
    /** In the order of the last publication; of a topic the newest first. */
    private final Map<String, ArrayDeque<Publication>> byTopic = new LinkedHashMap<>();

    private long bytes;

    Retained(Retention limits) {
        this.limits = limits;
    }

    void put(Publication publication) {
        ArrayDeque<Publication> events = byTopic.remove(publication.topic());
        if (events == null) {
            events = new ArrayDeque<>(1);
        }
        if (publication.recipients() == null) {
            events.forEach(old -> bytes -= old.weight());
            events.clear();
        } else if (events.size() >= MOST_OF_TOPIC) {
            bytes -= removeOneForSome(events).weight();
        }
        events.addFirst(publication);
        bytes += publication.weight();
        byTopic.put(publication.topic(), events);
    }

    /** The oldest that is not for everybody; there is one, or the topic has a single event. */
    private static Publication removeOneForSome(ArrayDeque<Publication> events) {
        Iterator<Publication> oldest = events.descendingIterator();
        while (oldest.hasNext()) {
            Publication each = oldest.next();
            if (each.recipients() != null) {
                oldest.remove();
                return each;
            }
        }
        return events.removeLast();
    }

    /** Forgets topics until what is left is within the limits; false where it is so already. */
    boolean shrink() {
        Iterator<ArrayDeque<Publication>> oldest = byTopic.values().iterator();
        boolean forgot = false;
        while ((byTopic.size() > limits.topics() || bytes > limits.bytes()) && oldest.hasNext()) {
            oldest.next().forEach(each -> bytes -= each.weight());
            oldest.remove();
            forgot = true;
        }
        return forgot;
    }

    /** For each topic of the pattern the newest event that the session would have got. */
    List<Publication> find(Pattern pattern, Member member) {
        List<Publication> found = new ArrayList<>();
        if (pattern.match() == MatchPolicy.EXACT) {
            addNewest(byTopic.get(pattern.uri()), member, found);
        } else {
            byTopic.forEach((topic, events) -> {
                if (pattern.match().matches(pattern.uri(), topic)) {
                    addNewest(events, member, found);
                }
            });
        }
        return found;
    }

    private static void addNewest(@Nullable ArrayDeque<Publication> events, Member member, List<Publication> into) {
        if (events == null) {
            return;
        }
        for (Publication event : events) {
            if (event.reaches(member)) {
                into.add(event);
                return;
            }
        }
    }
}
