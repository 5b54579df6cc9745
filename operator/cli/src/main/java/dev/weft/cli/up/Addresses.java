package dev.weft.cli.up;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where clients can connect, as far as the documents tell: a url for each transport and for each WAMP path of a web transport. */
final class Addresses {

    private static final String LOOPBACK = "127.0.0.1";

    private final List<Address> found = new ArrayList<>();

    private Addresses() {}

    /**
     * One url.
     *
     * @param transport that listens there
     * @param page whether a browser shows something there
     */
    record Address(ObjectPath transport, String url, String what, boolean page) {

        NodeKey node() {
            return transport.node().orElseThrow();
        }

        /** Whether the transport runs: on a port that is taken somebody else answers. */
        boolean isUp(LiveState live) {
            return live.node(node()).map(node -> node.objects().get(transport)).stream()
                    .anyMatch(found -> found.status() == LiveObject.Status.RUNNING);
        }
    }

    static List<Address> of(Desired desired) {
        Addresses addresses = new Addresses();
        for (DesiredNode node : desired.nodes().values()) {
            for (Object worker : list(node.tree().get("workers"))) {
                ObjectPath path = node.key()
                        .path()
                        .child(ObjectKind.WORKER, String.valueOf(map(worker).get("id")));
                for (Object transport : list(map(worker).get("transports"))) {
                    String id = String.valueOf(map(transport).get("id"));
                    addresses.transport(path.child(ObjectKind.TRANSPORT, id), map(transport));
                }
            }
        }
        return addresses.found;
    }

    private void transport(ObjectPath path, Map<?, ?> transport) {
        Map<?, ?> endpoint = map(transport.get("endpoint"));
        String type = String.valueOf(transport.get("type"));
        if ("unix".equals(endpoint.get("type"))) {
            found.add(new Address(path, "unix:" + endpoint.get("path"), type, false));
            return;
        }
        Optional<String> host = host(endpoint);
        if (host.isEmpty()) {
            return;
        }
        boolean secure = endpoint.get("tls") != null;
        String ws = (secure ? "wss://" : "ws://") + host.get();
        switch (type) {
            case "websocket" -> found.add(new Address(path, ws + "/", "websocket", false));
            case "rawsocket" ->
                found.add(new Address(path, (secure ? "rss://" : "rs://") + host.get(), "rawsocket", false));
            case "web", "universal" -> web(path, transport, (secure ? "https://" : "http://") + host.get(), ws);
            default -> {
                // Nothing that people connect to by hand.
            }
        }
    }

    private void web(ObjectPath at, Map<?, ?> transport, String http, String ws) {
        Map<?, ?> paths = map(
                transport.containsKey("paths")
                        ? transport.get("paths")
                        : map(transport.get("web")).get("paths"));
        paths.forEach((path, service) -> {
            String type = String.valueOf(map(service).get("type"));
            String below = "/".equals(path) ? "/" : "/" + path;
            boolean wamp = type.equals("websocket");
            boolean page = type.equals("static") || type.equals("nodeinfo");
            found.add(new Address(at, (wamp ? ws : http) + below, type, page));
        });
    }

    private static Optional<String> host(Map<?, ?> endpoint) {
        if (!(endpoint.get("port") instanceof Long port) || port == 0) {
            return Optional.empty();
        }
        String address =
                endpoint.get("interface") instanceof String given && !given.equals("0.0.0.0") && !given.equals("::")
                        ? given
                        : LOOPBACK;
        return Optional.of((address.contains(":") ? "[" + address + "]" : address) + ":" + port);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
