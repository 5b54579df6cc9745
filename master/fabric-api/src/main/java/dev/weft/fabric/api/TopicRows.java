package dev.weft.fabric.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topics of one API. */
final class TopicRows {

    private final String prefix;
    private final Level level;
    private final List<Topic> rows = new ArrayList<>();

    TopicRows(String prefix, Level level) {
        this.prefix = prefix;
        this.level = level;
    }

    /** A topic that is published. */
    TopicRows add(String name, String payload, String... aliases) {
        return put(name, payload, true, aliases);
    }

    /** A topic that is not published in this version. */
    TopicRows later(String name, String payload, String... aliases) {
        return put(name, payload, false, aliases);
    }

    /** {@code starting, started, stopping, stopped, failed} of a thing, by its ids; the last one only with {@link #failing} published. */
    TopicRows phases(String thing, String ids, @Nullable String older) {
        for (String phase : List.of("starting", "started", "stopping", "stopped", "failed")) {
            boolean bare = phase.endsWith("ing");
            String name = "on_" + thing + "_" + phase;
            String payload = bare ? ids : ids + ", " + thing + "_" + phase;
            if (older == null || phase.equals("failed")) {
                put(name, payload, !phase.equals("failed"));
            } else {
                put(name, payload, true, "on_" + older + "_" + phase);
            }
        }
        return this;
    }

    /** The failures of things that were added by {@link #phases} are published. */
    TopicRows failing(String... things) {
        for (String thing : things) {
            rows.replaceAll(t -> t.uri().equals(prefix + "on_" + thing + "_failed")
                    ? new Topic(t.level(), t.uri(), t.payload(), t.aliases(), true)
                    : t);
        }
        return this;
    }

    /** As {@link #phases}, for a thing that is not built. */
    TopicRows phasesLater(String thing, String ids, @Nullable String older) {
        int from = rows.size();
        phases(thing, ids, older);
        for (int i = from; i < rows.size(); i++) {
            Topic t = rows.get(i);
            rows.set(i, new Topic(t.level(), t.uri(), t.payload(), t.aliases(), false));
        }
        return this;
    }

    private TopicRows put(String name, String payload, boolean built, String... aliases) {
        List<String> names = Stream.of(payload.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
        List<String> older = Stream.of(aliases).map(a -> prefix + a).toList();
        rows.add(new Topic(level, prefix + name, names, older, built));
        return this;
    }

    List<Topic> list() {
        return List.copyOf(rows);
    }
}
