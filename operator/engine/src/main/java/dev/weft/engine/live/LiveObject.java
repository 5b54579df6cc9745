package dev.weft.engine.live;

import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An object as it was read.
 *
 * @param config as the fabric returned it (the planner normalises); empty when the object exists but its configuration cannot be
 *     read, as for web services of an original node
 * @param status whether it works
 * @param sessions live sessions that end when it is stopped
 * @param externalId the id that a server gave, for people; never identity
 */
public record LiveObject(
        ObjectPath path,
        Optional<Map<String, Object>> config,
        Status status,
        long sessions,
        Optional<String> externalId) {

    public LiveObject {
        config = config.map(map -> Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    }

    /** A running object that carries no sessions. */
    public static LiveObject running(ObjectPath path, Map<String, Object> config) {
        return new LiveObject(path, Optional.of(config), Status.RUNNING, 0, Optional.empty());
    }

    public LiveObject withSessions(long count) {
        return new LiveObject(path, config, status, count, externalId);
    }

    /** What the fabric says about it. */
    public enum Status {
        RUNNING,
        /** On its way up or down: left alone until it is there. */
        CHANGING,
        /** Present but dead, such as a transport that could not listen: made again. */
        FAILED
    }
}
