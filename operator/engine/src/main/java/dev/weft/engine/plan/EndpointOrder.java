package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A transport that takes over a port or socket path waits until the one that had it is stopped, also where that is not now. */
final class EndpointOrder {

    private EndpointOrder() {}

    /** Orders all of a node; gives what is put off, because what has its port stays for now. */
    static Set<ObjectPath> apply(Draft draft, NodeScope scope) {
        Set<ObjectPath> putOff = new TreeSet<>();
        for (ObjectPath path : scope.wanted().keySet()) {
            if (path.kind() == ObjectKind.TRANSPORT) {
                keptHolder(draft, scope, path).ifPresent(holder -> {
                    Set<ObjectPath> waiting = withDependents(draft, path);
                    waiting.forEach(draft.actions::remove);
                    waiting.forEach(draft.sessions::remove);
                    putOff.addAll(waiting);
                    path.node()
                            .ifPresent(node -> draft.deferred.add(Deferred.placeTaken(node, holder, waiting.size())));
                });
                order(draft, scope, path);
            }
        }
        return putOff;
    }

    private static Optional<ObjectPath> keptHolder(Draft draft, NodeScope scope, ObjectPath path) {
        return draft.actions.containsKey(path)
                ? holders(scope, path).stream().filter(scope::isKept).findFirst()
                : Optional.empty();
    }

    /** What cannot be done without it is not done either. */
    private static Set<ObjectPath> withDependents(Draft draft, ObjectPath path) {
        Set<ObjectPath> found = new TreeSet<>(Set.of(path));
        boolean more = true;
        while (more) {
            more = found.addAll(draft.actions.values().stream()
                    .filter(action -> action.dependsOn().stream().anyMatch(found::contains))
                    .map(Action::path)
                    .toList());
        }
        return found;
    }

    private static void order(Draft draft, NodeScope scope, ObjectPath path) {
        Action action = draft.actions.get(path);
        if (action == null || action.type() == ActionType.DELETE) {
            return;
        }
        TreeSet<ObjectPath> dependencies = new TreeSet<>(action.dependsOn());
        for (ObjectPath holder : holders(scope, path)) {
            stoppedBy(draft, holder)
                    .filter(stop -> !waitsFor(draft, stop, path))
                    .ifPresent(dependencies::add);
        }
        if (!dependencies.equals(action.dependsOn())) {
            draft.add(action.waitingFor(dependencies));
        }
    }

    /** Other transports that are live where this one shall be. */
    private static List<ObjectPath> holders(NodeScope scope, ObjectPath path) {
        Optional<String> place =
                Optional.ofNullable(scope.wanted().get(path)).flatMap(wanted -> place(wanted.config()));
        return place.isEmpty()
                ? List.of()
                : scope.live().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(path)
                                && entry.getKey().kind() == ObjectKind.TRANSPORT
                                && entry.getValue()
                                        .config()
                                        .flatMap(EndpointOrder::place)
                                        .equals(place))
                        .map(Map.Entry::getKey)
                        .toList();
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
