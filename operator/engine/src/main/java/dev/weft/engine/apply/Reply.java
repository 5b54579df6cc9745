package dev.weft.engine.apply;

import dev.weft.engine.live.LiveObject;
import java.util.Optional;

/** What came back from a request. */
public sealed interface Reply {

    /** The fabric says that it is done. */
    record Done() implements Reply {}

    /**
     * The fabric says no.
     *
     * @param uri the error
     * @param message for people, without secrets
     */
    record Failed(String uri, String message) implements Reply {}

    /**
     * The node has no uplink, so nothing happened.
     *
     * @param message for people
     */
    record Away(String message) implements Reply {}

    /** Nothing came back in time, or the connection was lost: the effect is unknown. */
    record NoAnswer(String message) implements Reply {}

    /** What a reading found; empty when the object does not exist. */
    record Observed(Optional<LiveObject> object) implements Reply {}
}
