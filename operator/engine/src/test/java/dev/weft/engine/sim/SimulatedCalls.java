package dev.weft.engine.sim;

import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.desired.Listening;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretFiller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each command does to a simulated fabric, and what it answers. */
final class SimulatedCalls {

    private SimulatedCalls() {}

    static Reply answer(SimulatedFabric fabric, Command command) {
        if (command instanceof Command.Own own) {
            if (!fabric.nodes().containsKey(own.node())) {
                return failed("crossbar.error.no_such_object", "no node " + own.node());
            }
            if (!fabric.capabilities().contains(Capability.INVENTORY)) {
                return failed("wamp.error.no_such_procedure", "no callee registered for set_inventory");
            }
            fabric.setInventory(own.node(), own.inventory());
            return new Reply.Done();
        }
        Optional<Reply> unfillable = unfillable(fabric, command);
        if (unfillable.isPresent()) {
            return unfillable.get();
        }
        ObjectKind kind = command.path().kind();
        if (kind == ObjectKind.MANAGEMENT_REALM) {
            return realm(fabric, command);
        }
        NodeKey key = command.path().node().orElseThrow();
        if (kind == ObjectKind.NODE) {
            return pairing(fabric, command, key);
        }
        LiveNode node = fabric.nodes().get(key);
        if (node == null || !node.isOnline()) {
            return new Reply.Away("node " + key + " is offline");
        }
        ObjectPath parent = command.path().parent().orElseThrow();
        if (parent.kind() != ObjectKind.NODE && !node.objects().containsKey(parent)) {
            return parent.kind() == ObjectKind.WORKER
                    ? failed("crossbar.error.no_such_worker", "no worker " + parent)
                    : failed("crossbar.error.no_such_object", "no " + parent);
        }
        return onNode(fabric, node, command);
    }

    /** Whoever sends a command fills in the secrets before, also those of the start that follows a stop. */
    private static Optional<Reply> unfillable(SimulatedFabric fabric, Command command) {
        Map<String, Object> config = command instanceof Command.Stop stop
                ? stop.then().map(Command.Start::config).orElse(Map.of())
                : command instanceof Command.Start start ? start.config() : Map.of();
        return SecretFiller.references(config).stream()
                .filter(ref -> fabric.secrets().find(ref).isEmpty())
                .findFirst()
                .map(ref -> failed("wamp.error.invalid_configuration", "unknown secret " + ref));
    }

    private static Reply onNode(SimulatedFabric fabric, LiveNode node, Command command) {
        ObjectPath path = command.path();
        boolean exists = node.objects().containsKey(path);
        if (command instanceof Command.Stop) {
            if (!exists) {
                return failed("crossbar.error.no_such_object", "no " + path);
            }
            fabric.remove(path);
            return new Reply.Done();
        }
        if (command instanceof Command.Update update) {
            if (path.kind() != ObjectKind.ROLE) {
                return failed("crossbar.error.feature_unavailable", "no update of " + path);
            }
            if (!node.can(Capability.UPDATE_ROLE)) {
                return failed("wamp.error.no_such_procedure", "the node does not offer update_router_realm_role");
            }
            if (!exists) {
                return failed("crossbar.error.no_such_object", "no " + path);
            }
            fabric.put(LiveObject.running(path, update.config()));
            return new Reply.Done();
        }
        if (exists) {
            return failed("crossbar.error.already_running", path + " is running");
        }
        Map<String, Object> config = ((Command.Start) command).config();
        Optional<Listening> place = path.kind() == ObjectKind.TRANSPORT ? Listening.of(config) : Optional.empty();
        boolean taken = place.isPresent()
                && node.objects().values().stream()
                        .filter(each -> each.path().kind() == ObjectKind.TRANSPORT)
                        .flatMap(each -> each.config().flatMap(Listening::of).stream())
                        .anyMatch(place.get()::meets);
        if (taken) {
            return failed("crossbar.error.cannot_listen", place.get().place() + " is in use");
        }
        fabric.put(LiveObject.running(path, path.kind() == ObjectKind.WORKER ? told(config) : config));
        return new Reply.Done();
    }

    /** A node tells the options of a worker even when it was given none. */
    private static Map<String, Object> told(Map<String, Object> worker) {
        Map<String, Object> told = new LinkedHashMap<>(worker);
        told.putIfAbsent("options", Map.of());
        return told;
    }

    private static Reply realm(SimulatedFabric fabric, Command command) {
        String name = command.path().mrealm();
        boolean exists = fabric.realms().containsKey(name);
        if (command instanceof Command.Start start) {
            if (exists) {
                return failed("crossbar.error.already_exists", name);
            }
            fabric.realms()
                    .put(name, new LiveRealm(name, Optional.of(name), start.config(), start.owner(), new TreeMap<>()));
            return new Reply.Done();
        }
        fabric.realms().remove(name);
        return exists ? new Reply.Done() : failed("crossbar.error.no_such_object", name);
    }

    private static Reply pairing(SimulatedFabric fabric, Command command, NodeKey key) {
        boolean exists = fabric.nodes().containsKey(key);
        if (command instanceof Command.Start start) {
            if (exists) {
                return failed("fabric.node-already-paired", key.toString());
            }
            if (!fabric.realms().containsKey(key.mrealm())) {
                return failed("fabric.no-such-realm", key.mrealm());
            }
            LiveNode node = fabric.node(key, String.valueOf(start.config().get("publicKey")));
            fabric.nodes().put(key, node.withOwner(start.owner()).withObjects(fabric.machine(key)));
            return new Reply.Done();
        }
        fabric.unpair(key);
        return exists ? new Reply.Done() : failed("fabric.node-not-paired", key.toString());
    }

    static Optional<Object> port(Map<String, Object> transport) {
        return transport.get("endpoint") instanceof Map<?, ?> endpoint
                ? Optional.ofNullable(endpoint.get("port"))
                : Optional.empty();
    }

    private static Reply failed(String uri, String message) {
        return new Reply.Failed(uri, message);
    }
}
