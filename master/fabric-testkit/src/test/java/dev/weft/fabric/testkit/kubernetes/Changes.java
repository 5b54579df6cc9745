package dev.weft.fabric.testkit.kubernetes;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The changes that the nodes of a management realm tell, in their order, each once: what was really done, whoever asked for it. */
final class Changes {

    private static final String TOPIC = "crossbarfabriccenter.mrealm.on_change";

    private final List<String> seen = new ArrayList<>();
    private Runnable onNext = () -> {};

    private Changes() {}

    static Changes follow(WampSession session) {
        Changes changes = new Changes();
        OperatorSite.get(session.subscribe(TOPIC, Dict.empty(), (payload, details) -> changes.add(payload)));
        return changes;
    }

    /** Calls this at each change from now on, on a thread of the session's. */
    synchronized void onNext(Runnable then) {
        onNext = then;
    }

    private void add(Payload payload) {
        Runnable then;
        synchronized (this) {
            seen.add(payload.arguments() + " " + payload.keywords());
            then = onNext;
        }
        then.run();
    }

    synchronized List<String> all() {
        return List.copyOf(seen);
    }

    List<String> matching(Predicate<String> fits) {
        return all().stream().filter(fits).toList();
    }

    synchronized void clear() {
        seen.clear();
    }
}
