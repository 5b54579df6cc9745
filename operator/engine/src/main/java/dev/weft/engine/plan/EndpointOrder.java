package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.Listening;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A transport that takes over a port or socket path waits until the one that had it is stopped, also where that is not now. */
final class EndpointOrder {

    private final Draft draft;
    private final NodeScope scope;
    /** Where transports are to listen that are to be changed or made. */
    private final TreeMap<ObjectPath, Listening> wanted = new TreeMap<>();
    /** Where they listen. One that has failed has its port no more, but may still have it when it is stopped. */
    private final TreeMap<ObjectPath, Listening> live = new TreeMap<>();

    private final Set<ObjectPath> putOff = new TreeSet<>();

    private EndpointOrder(Draft draft, NodeScope scope) {
        this.draft = draft;
        this.scope = scope;
        for (DesiredObject object : scope.wanted().values()) {
            Action action = draft.actions.get(object.path());
            if (object.kind() == ObjectKind.TRANSPORT && action != null && action.type() != ActionType.DELETE) {
                Listening.of(object.config()).ifPresent(where -> wanted.put(object.path(), where));
            }
        }
        for (LiveObject object : scope.live().values()) {
            if (object.path().kind() == ObjectKind.TRANSPORT) {
                object.config().flatMap(Listening::of).ifPresent(where -> live.put(object.path(), where));
            }
        }
    }

    /** Orders all of a node; gives what is put off, because what has its port stays for now. */
    static Set<ObjectPath> apply(Draft draft, NodeScope scope) {
        EndpointOrder order = new EndpointOrder(draft, scope);
        while (order.putOffNext()) {
            order.wanted.keySet().removeAll(order.putOff);
        }
        order.wanted.forEach(order::order);
        return order.putOff;
    }

    /** Puts off one transport whose port is not given up; whether there was one. What is put off keeps its own port from others. */
    private boolean putOffNext() {
        for (Map.Entry<ObjectPath, Listening> entry : wanted.entrySet()) {
            ObjectPath path = entry.getKey();
            boolean listens = isRunning(path) && entry.getValue().equals(live.get(path));
            Optional<ObjectPath> holder = holders(path, entry.getValue()).stream()
                    .filter(each -> !listens && stays(each))
                    .findFirst();
            if (holder.isPresent()) {
                putOff(path, holder.get());
                return true;
            }
        }
        return false;
    }

    /** Whether it would go, or move, but for what is withheld. */
    private boolean stays(ObjectPath holder) {
        boolean waits = putOff.stream().anyMatch(each -> each.equals(holder) || holder.isInside(each));
        return isRunning(holder)
                && (scope.isKept(holder) || waits && stoppedBy(holder).isEmpty());
    }

    private boolean isRunning(ObjectPath path) {
        LiveObject object = scope.live().get(path);
        return object != null && object.status() != LiveObject.Status.FAILED;
    }

    private void putOff(ObjectPath path, ObjectPath holder) {
        Set<ObjectPath> waiting = withAllThatWaits(path);
        waiting.forEach(draft.actions::remove);
        waiting.forEach(draft.sessions::remove);
        waiting.forEach(this::staysInside);
        putOff.addAll(waiting);
        for (ObjectPath outer : waiting) {
            if (waiting.stream().noneMatch(outer::isInside)) {
                long objects = waiting.stream()
                        .filter(each -> each.equals(outer) || each.isInside(outer))
                        .count();
                path.node()
                        .ifPresent(node -> draft.deferred.add(
                                Deferred.placeTaken(node, outer, holder, scope.isKept(holder), (int) objects)));
            }
        }
    }

    /**
     * What cannot be done without it is not done either, and what runs is not stopped where it could not be started again: a worker
     * around it, for example, is not restarted.
     */
    private Set<ObjectPath> withAllThatWaits(ObjectPath path) {
        Set<ObjectPath> found = new TreeSet<>(Set.of(path));
        boolean more = true;
        while (more) {
            more = found.addAll(draft.actions.values().stream()
                    .filter(action -> action.dependsOn().stream().anyMatch(found::contains))
                    .map(Action::path)
                    .toList());
            more |= found.addAll(List.copyOf(found).stream()
                    .filter(scope.live()::containsKey)
                    .flatMap(each -> stoppedBy(each).stream())
                    .toList());
        }
        return found;
    }

    /** What would have gone along with something that is not stopped now stays, and goes when that does. */
    private void staysInside(ObjectPath waiting) {
        for (ObjectPath path : scope.live().keySet()) {
            if (path.isInside(waiting)
                    && !scope.wanted().containsKey(path)
                    && scope.isLeft(path)
                    && stoppedBy(path).isEmpty()) {
                draft.unmanaged.add(path);
                draft.left.put(path, scope.leftBy(path));
                if (draft.removed.remove(path) || scope.mayStop(path)) {
                    draft.doubted.add(path);
                }
            }
        }
    }

    private void order(ObjectPath path, Listening place) {
        Action action = draft.actions.get(path);
        if (action == null) {
            return;
        }
        TreeSet<ObjectPath> dependencies = new TreeSet<>(action.dependsOn());
        for (ObjectPath holder : holders(path, place)) {
            stoppedBy(holder).filter(stop -> !waitsFor(stop, path)).ifPresent(dependencies::add);
        }
        if (!dependencies.equals(action.dependsOn())) {
            draft.add(action.waitingFor(dependencies));
        }
    }

    /** Other transports that are live where this one shall be. */
    private List<ObjectPath> holders(ObjectPath path, Listening place) {
        return live.entrySet().stream()
                .filter(each -> !each.getKey().equals(path) && each.getValue().meets(place))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Two transports that exchange their ports would wait for each other: then neither waits, and the next run settles it. */
    private boolean waitsFor(ObjectPath path, ObjectPath other) {
        if (path.equals(other)) {
            return true;
        }
        Action action = draft.actions.get(path);
        return action != null && action.dependsOn().stream().anyMatch(each -> waitsFor(each, other));
    }

    /** The action that stops it: its own, or that on something around it. */
    private Optional<ObjectPath> stoppedBy(ObjectPath path) {
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent()) {
            Action action = draft.actions.get(here.get());
            if (action != null && action.takesDown()) {
                return here;
            }
            here = here.get().parent();
        }
        return Optional.empty();
    }
}
