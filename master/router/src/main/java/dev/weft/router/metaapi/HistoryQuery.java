package dev.weft.router.metaapi;

import dev.weft.router.broker.PastEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of {@code wamp.subscription.get_events} wants of a history (WAMP, "Event History"): all of its conditions hold for an
 * event that is told.
 *
 * @param reverse newest first
 * @param limit how many at most, of those in that order
 * @param publications the part of the history between two publications
 */
record HistoryQuery(boolean reverse, int limit, Predicate<PastEvent> condition, Range publications) {

    /** As Crossbar.io. */
    private static final long USUAL_LIMIT = 10;

    private static final long MOST = 10_000;

    /**
     * Between which publications; ids do not rise, so they are looked for.
     *
     * @param from its id; 0: from the first
     * @param until its id; 0: until the last
     */
    record Range(long from, boolean withFrom, long until, boolean withUntil) {

        List<PastEvent> of(List<PastEvent> events) {
            int first = 0;
            int end = events.size();
            for (int i = 0; i < events.size(); i++) {
                long id = events.get(i).publication();
                if (id == from) {
                    first = withFrom ? i : i + 1;
                }
                if (id == until) {
                    end = withUntil ? i + 1 : i;
                }
            }
            boolean known = (from == 0 || holds(events, from)) && (until == 0 || holds(events, until));
            return known && first < end ? events.subList(first, end) : List.of();
        }

        private static boolean holds(List<PastEvent> events, long id) {
            return events.stream().anyMatch(event -> event.publication() == id);
        }
    }

    static HistoryQuery of(MetaArguments arguments) {
        long limit = arguments.optionalNumber(1, "limit", USUAL_LIMIT);
        if (limit < 1) {
            throw MetaArguments.wrong("limit", "a number from 1");
        }
        Predicate<PastEvent> condition = event -> true;
        condition = and(condition, time(arguments, "from_time"), (at, time) -> !at.isBefore(time));
        condition = and(condition, time(arguments, "after_time"), Instant::isAfter);
        condition = and(condition, time(arguments, "before_time"), Instant::isBefore);
        condition = and(condition, time(arguments, "until_time"), (at, time) -> !at.isAfter(time));
        String topic = arguments.optionalText(MetaArguments.BY_NAME, "topic");
        if (topic != null) {
            condition = condition.and(event -> event.topic().equals(topic));
        }
        long from = publication(arguments, "from_publication");
        long after = publication(arguments, "after_publication");
        long until = publication(arguments, "until_publication");
        long before = publication(arguments, "before_publication");
        Range range = new Range(from == 0 ? after : from, from != 0, until == 0 ? before : until, until != 0);
        return new HistoryQuery(arguments.flag("reverse"), (int) Math.min(limit, MOST), condition, range);
    }

    List<PastEvent> select(List<PastEvent> events) {
        List<PastEvent> found = new ArrayList<>(publications.of(events));
        if (reverse) {
            Collections.reverse(found);
        }
        return found.stream().filter(condition).limit(limit).toList();
    }

    private interface Comparison {
        boolean holds(Instant at, Instant time);
    }

    private static Predicate<PastEvent> and(
            Predicate<PastEvent> others, @Nullable Instant time, Comparison comparison) {
        return time == null ? others : others.and(event -> comparison.holds(event.at(), time));
    }

    private static long publication(MetaArguments arguments, String name) {
        return arguments.optionalNumber(MetaArguments.BY_NAME, name, 0);
    }

    private static @Nullable Instant time(MetaArguments arguments, String name) {
        String text = arguments.optionalText(MetaArguments.BY_NAME, name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw MetaArguments.wrong(name, "a time as in 2026-01-31T12:00:00.000Z");
        }
    }
}
