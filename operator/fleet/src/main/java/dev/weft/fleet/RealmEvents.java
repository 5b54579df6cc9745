package dev.weft.fleet;

import dev.weft.engine.live.LiveEvents;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The management realms whose events are heard: always those of the documents. Only on the run's thread. */
final class RealmEvents {

    private final TreeMap<String, LiveEvents.Following> followed = new TreeMap<>();
    private final LiveEvents events;
    private final LiveEvents.Listener listener;
    private final FleetRun.Watcher watcher;

    RealmEvents(LiveEvents events, LiveEvents.Listener listener, FleetRun.Watcher watcher) {
        this.events = events;
        this.listener = listener;
        this.watcher = watcher;
    }

    void onMrealms(Set<String> mrealms) {
        for (String name : List.copyOf(followed.keySet())) {
            if (!mrealms.contains(name)) {
                leave(name);
                watcher.onLeft(name);
            }
        }
        for (String name : mrealms) {
            if (!followed.containsKey(name)) {
                watcher.onJoining(name);
                followed.put(name, events.follow(name, listener));
            }
        }
    }

    private void leave(String name) {
        LiveEvents.Following gone = followed.remove(name);
        if (gone != null) {
            gone.close();
        }
    }

    void close() {
        List.copyOf(followed.keySet()).forEach(this::leave);
    }
}
