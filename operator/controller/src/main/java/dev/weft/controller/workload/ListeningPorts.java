package dev.weft.controller.workload;

import dev.weft.model.spec.WorkloadSpec.PortSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The TCP ports on which the workers of a node listen, as its layouts say. */
final class ListeningPorts {

    private static final String NAME = "[a-z]([a-z0-9-]{0,13}[a-z0-9])?";
    private static final int LARGEST = 65_535;

    private final List<PortSpec> ports = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();

    private ListeningPorts() {}

    /**
     * Those that can be reached from outside of the pod, each once.
     *
     * @param tree {@code {workers: […]}}, values filled in
     */
    static List<PortSpec> of(Map<String, Object> tree) {
        ListeningPorts found = new ListeningPorts();
        for (Object worker : list(tree.get("workers"))) {
            for (Object transport : list(map(worker).get("transports"))) {
                found.add(map(transport));
            }
        }
        return List.copyOf(found.ports);
    }

    private void add(Map<?, ?> transport) {
        Map<?, ?> endpoint = map(transport.get("endpoint"));
        if (!"tcp".equals(endpoint.get("type"))
                || isLoopback(endpoint.get("interface"))
                || !(endpoint.get("port") instanceof Number number)) {
            return;
        }
        int port = number.intValue();
        if (port > 0 && port <= LARGEST && numbers.add(port)) {
            ports.add(new PortSpec(name(transport.get("id"), port), port, null, null));
        }
    }

    /** That of the transport, where a port may be called so. */
    private String name(@Nullable Object id, int port) {
        String name = String.valueOf(id).toLowerCase(Locale.ROOT).replace('_', '-');
        if (name.matches(NAME) && names.add(name)) {
            return name;
        }
        String numbered = "p" + port;
        names.add(numbered);
        return numbered;
    }

    private static boolean isLoopback(@Nullable Object address) {
        return address instanceof String text
                && (text.startsWith("127.") || text.equals("::1") || text.equals("localhost"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
