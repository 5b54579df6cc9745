package dev.weft.node.controller;

import dev.weft.config.endpoint.TcpListeningEndpoint;
import dev.weft.config.schema.InvalidBlock;
import dev.weft.config.schema.Pointers;
import dev.weft.config.schema.Problem;
import dev.weft.config.schema.Suggestion;
import dev.weft.config.transport.Transport;
import dev.weft.config.worker.RouterItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is well-formed in config.json and cannot be meant: roles that no realm has, ports that two transports want. No errors, since calls
 * may add the role and move the transport.
 */
final class ConfigDoubts {

    private static final Set<String> ROLE_FIELDS = Set.of("role", "default-role");

    private final Map<String, String> environment;
    private final List<Problem> found = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();

    /** A port that a transport wants for itself. */
    private record Taken(String host, int port, boolean shared, String pointer) {

        boolean excludes(Taken other) {
            return port == other.port && !(shared && other.shared) && (covers(other.host) || other.covers(host));
        }

        private boolean covers(String other) {
            return host.equals(other) || host.equals("::") || (host.equals("0.0.0.0") && other.indexOf(':') < 0);
        }
    }

    /** @param environment for ports that are taken from variables */
    ConfigDoubts(Map<String, String> environment) {
        this.environment = environment;
    }

    List<Problem> found() {
        return List.copyOf(found);
    }

    /**
     * @param tree the worker as it is written
     * @param pointer of the worker
     */
    void lookAt(RouterItem worker, Map<String, @Nullable Object> tree, String pointer) {
        Set<String> roles = new TreeSet<>();
        worker.realms().forEach(realm -> realm.roles().forEach(role -> roles.add(role.name())));
        methods(tree.get("transports"), pointer + "/transports", roles);
        for (int i = 0; i < worker.transports().size(); i++) {
            port(worker.transports().get(i), pointer + "/transports/" + i);
        }
    }

    /** Goes to every {@code auth}, wherever a transport has one: at its top, or on a path. */
    private void methods(@Nullable Object tree, String pointer, Set<String> roles) {
        if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                methods(list.get(i), pointer + "/" + i, roles);
            }
        } else if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String inner = pointer + "/" + Pointers.escape(String.valueOf(key));
                if (key.equals("auth") && value instanceof Map<?, ?> auth) {
                    auth.forEach((method, config) -> {
                        if (config instanceof Map<?, ?> table && "static".equals(table.get("type"))) {
                            roles(table, inner + "/" + Pointers.escape(String.valueOf(method)), roles);
                        }
                    });
                } else {
                    methods(value, inner, roles);
                }
            });
        }
    }

    private void roles(Map<?, ?> table, String pointer, Set<String> roles) {
        table.forEach((key, value) -> {
            String inner = pointer + "/" + Pointers.escape(String.valueOf(key));
            if (value instanceof Map<?, ?> map) {
                roles(map, inner, roles);
            } else if (ROLE_FIELDS.contains(String.valueOf(key))
                    && value instanceof String role
                    && !roles.contains(role)) {
                found.add(new Problem(
                        inner,
                        "no realm of this worker has a role '" + role
                                + "' in this file; who logs in with it is refused (no_such_role)",
                        Suggestion.nearest(role, roles)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse(roles.isEmpty() ? "" : "Its roles: " + String.join(", ", roles))));
            }
        });
    }

    private void port(Transport transport, String pointer) {
        if (!(transport.endpoint() instanceof TcpListeningEndpoint tcp)
                || tcp.port() == null
                || !tcp.portrange().isEmpty()) {
            return;
        }
        try {
            int port = tcp.port().resolve(environment, Integer::valueOf);
            String all = tcp.version() == 6 ? "::" : "0.0.0.0";
            String host = tcp.interfaceAddress() == null ? all : tcp.interfaceAddress();
            Taken mine = new Taken(host, port, tcp.shared(), pointer);
            if (port != 0) {
                taken.stream()
                        .filter(mine::excludes)
                        .findFirst()
                        .ifPresent(other -> found.add(new Problem(
                                pointer + "/endpoint/port",
                                "port " + port + " is that of " + other.pointer()
                                        + ", too: only one of both can listen",
                                "Choose another port")));
                taken.add(mine);
            }
        } catch (InvalidBlock unknown) {
            // A variable that is missing: whoever starts the transport says so.
            return;
        }
    }
}
