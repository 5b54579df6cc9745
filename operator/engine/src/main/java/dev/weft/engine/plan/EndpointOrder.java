package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A transport that takes over a port or socket path waits until the one that had it is stopped. */
final class EndpointOrder {

    private EndpointOrder() {}

    static void apply(Draft draft, NodeScope scope, ObjectPath path) {
        Action action = draft.actions.get(path);
        DesiredObject wanted = scope.wanted().get(path);
        if (action == null || wanted == null || action.type() == ActionType.DELETE) {
            return;
        }
        Optional<String> place = place(wanted.config());
        if (place.isEmpty()) {
            return;
        }
        TreeSet<ObjectPath> dependencies = new TreeSet<>(action.dependsOn());
        for (Map.Entry<ObjectPath, LiveObject> entry : scope.live().entrySet()) {
            boolean same = !entry.getKey().equals(path)
                    && entry.getKey().kind() == ObjectKind.TRANSPORT
                    && entry.getValue().config().flatMap(EndpointOrder::place).equals(place);
            if (same) {
                stoppedBy(draft, entry.getKey())
                        .filter(holder -> !waitsFor(draft, holder, path))
                        .ifPresent(dependencies::add);
            }
        }
        if (!dependencies.equals(action.dependsOn())) {
            draft.add(action.waitingFor(dependencies));
        }
    }

    /** Two transports that exchange their ports would wait for each other: then neither waits, and the next run settles it. */
    private static boolean waitsFor(Draft draft, ObjectPath path, ObjectPath other) {
        if (path.equals(other)) {
            return true;
        }
        Action action = draft.actions.get(path);
        return action != null && action.dependsOn().stream().anyMatch(each -> waitsFor(draft, each, other));
    }

    /** The action that stops it: its own, or that on something around it. */
    private static Optional<ObjectPath> stoppedBy(Draft draft, ObjectPath path) {
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent()) {
            Action action = draft.actions.get(here.get());
            if (action != null
                    && (action.type() == ActionType.DELETE || action.type().stopsFirst())) {
                return here;
            }
            here = here.get().parent();
        }
        return Optional.empty();
    }

    private static Optional<String> place(Map<String, Object> transport) {
        if (transport.get("endpoint") instanceof Map<?, ?> endpoint) {
            Object place = endpoint.get("port") == null ? endpoint.get("path") : endpoint.get("port");
            return Optional.ofNullable(place).map(String::valueOf);
        }
        return Optional.empty();
    }
}
