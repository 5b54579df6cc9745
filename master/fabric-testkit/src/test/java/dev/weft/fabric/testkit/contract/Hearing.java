package dev.weft.fabric.testkit.contract;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Every event of the API that is published on the two realms of the master. */
final class Hearing {

    private static final long PATIENCE_SECONDS = 60;

    private final List<Event> events = new ArrayList<>();

    /** An event. */
    record Event(String realm, String topic, List<@Nullable Object> arguments, Map<String, @Nullable Object> keywords) {

        @Nullable
        Object argument(int index) {
            return index < arguments.size() ? arguments.get(index) : null;
        }
    }

    static Hearing of(ContractFabric fabric) {
        Hearing hearing = new Hearing();
        for (WampSession session : List.of(fabric.global(), fabric.owner())) {
            String realm = session.details().realm();
            ContractFabric.await(session.subscribe(
                    "crossbarfabriccenter.",
                    Dict.of("match", "prefix"),
                    (payload, details) -> hearing.add(new Event(
                            realm,
                            String.valueOf(details.string("topic")),
                            new ArrayList<>(payload.arguments()),
                            new LinkedHashMap<>(payload.keywords())))));
        }
        return hearing;
    }

    private synchronized void add(Event event) {
        events.add(event);
    }

    /** How many there were so far: a mark for {@link #await}. */
    synchronized int count() {
        return events.size();
    }

    synchronized List<Event> since(int mark) {
        return List.copyOf(events.subList(mark, events.size()));
    }

    /** The first one after the mark that fits, already here or to come. */
    Event await(int mark, String what, Predicate<Event> fits) {
        try {
            return Awaitility.await(what)
                    .atMost(java.time.Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> since(mark).stream().filter(fits).findFirst(), Optional::isPresent)
                    .orElseThrow();
        } catch (org.awaitility.core.ConditionTimeoutException never) {
            throw new AssertionError(what + " never came; what came: " + since(mark), never);
        }
    }
}
