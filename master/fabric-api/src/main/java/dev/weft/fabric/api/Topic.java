package dev.weft.fabric.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the topic table.
 *
 * @param uri canonical, unique in the table; may hold placeholders
 * @param payload the names of its positional arguments, without those that address a node, worker or realm
 * @param aliases older names under which the same event is published too, with the same {@code seq}
 * @param built false where no master or node of this version publishes it
 */
public record Topic(Level level, String uri, List<String> payload, List<String> aliases, boolean built) {

    /** Keywords of every event about a node: who, where, and its place in the node's sequence of changes. */
    public static final List<String> KEYWORDS = List.of("node_authid", "mrealm", "seq", "epoch", "ts");

    public Topic {
        payload = List.copyOf(payload);
        aliases = List.copyOf(aliases);
    }

    /** The names of the positional arguments that come before the payload. */
    public List<String> addressing() {
        return switch (level) {
            case NODE -> List.of(Procedure.NODE);
            case WORKER -> List.of(Procedure.NODE, Procedure.WORKER);
            case REALM -> List.of(Procedure.NODE, Procedure.WORKER, Procedure.REALM);
            case FABRIC, MREALM, LOCAL -> List.of();
        };
    }

    /** The part of the node-local topic after {@code crossbar.} or {@code crossbar.worker.<worker_id>.}; empty where no node publishes it. */
    public Optional<String> local() {
        return level == Level.NODE || level == Level.WORKER
                ? Optional.of(uri.substring(uri.lastIndexOf('.') + 1))
                : Optional.empty();
    }

    /** The canonical uri and the older ones. */
    public List<String> uris() {
        return Stream.concat(Stream.of(uri), aliases.stream()).toList();
    }
}
