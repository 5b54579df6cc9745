package dev.weft.engine.desired;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a transport listens.
 *
 * @param place {@code port 8080}, or {@code path /run/weft.sock}
 * @param address of the interface; empty for all
 * @param shared whether others that say so too may listen there as well
 */
public record Listening(String place, String address, boolean shared) {

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    /** Of a transport's configuration, wanted or live; empty where the node chooses the port, or nothing valid is said. */
    public static Optional<Listening> of(Map<?, ?> transport) {
        return transport.get("endpoint") instanceof Map<?, ?> endpoint
                ? place(endpoint)
                        .map(place ->
                                new Listening(place, address(endpoint), Boolean.TRUE.equals(endpoint.get("shared"))))
                : Optional.empty();
    }

    private static Optional<String> place(Map<?, ?> endpoint) {
        if ("unix".equals(endpoint.get("type"))) {
            return endpoint.get("path") instanceof String path ? Optional.of("path " + path) : Optional.empty();
        }
        return endpoint.get("port") instanceof Long port && port > 0 ? Optional.of("port " + port) : Optional.empty();
    }

    private static String address(Map<?, ?> endpoint) {
        return endpoint.get("interface") instanceof String address ? address : "";
    }

    /** Whether one of them cannot listen while the other does. */
    public boolean meets(Listening other) {
        return place.equals(other.place)
                && !(shared && other.shared)
                && (address.equals(other.address)
                        || EVERYWHERE.contains(address)
                        || EVERYWHERE.contains(other.address));
    }
}
