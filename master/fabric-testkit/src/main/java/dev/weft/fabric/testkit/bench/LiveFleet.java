package dev.weft.fabric.testkit.bench;

import dev.weft.config.schema.Blocks;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.diff.KindBlocks;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A fabric on which everything runs as documents say, or nearly. */
final class LiveFleet {

    private final Form form;
    private final int changedRoleEvery;
    private int roles;

    /** How a node tells a configuration. */
    enum Form {
        AS_WRITTEN,
        WITH_ALL_DEFAULTS
    }

    private LiveFleet(Form form, int changedRoleEvery) {
        this.form = form;
        this.changedRoleEvery = changedRoleEvery;
    }

    /** @param changedRoleEvery every so many-th role allows something else; 0: none does */
    static LiveState of(Desired desired, Form form, int changedRoleEvery) {
        LiveFleet fleet = new LiveFleet(form, changedRoleEvery);
        TreeMap<String, LiveRealm> realms = new TreeMap<>();
        for (String mrealm : desired.mrealms()) {
            TreeMap<String, LiveNode> nodes = new TreeMap<>();
            for (DesiredNode node : desired.nodes().values()) {
                nodes.put(node.key().authid(), fleet.node(desired, node));
            }
            realms.put(mrealm, new LiveRealm(mrealm, Optional.of("oid"), Map.of(), Optional.empty(), nodes));
        }
        return new LiveState("weft", EnumSet.allOf(Capability.class), realms);
    }

    private LiveNode node(Desired desired, DesiredNode node) {
        TreeMap<ObjectPath, LiveObject> objects = new TreeMap<>();
        TreeMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        ObjectPath path = node.key().path();
        for (DesiredObject object : desired.objects().tailMap(path).values()) {
            if (object.path().isInside(path)) {
                objects.put(object.path(), LiveObject.running(object.path(), config(object)));
                owned.put(object.path(), new Inventory.Entry(object.documents(), Map.of()));
            } else if (!object.path().equals(path)) {
                break;
            }
        }
        return new LiveNode(
                        node.key(),
                        Optional.of("oid-" + node.key()),
                        node.publicKey(),
                        Optional.empty(),
                        Completeness.COMPLETE,
                        objects,
                        Optional.of(new Inventory(owned)),
                        LiveNode.Version.UNKNOWN)
                .withCapabilities(EnumSet.of(Capability.GET_SNAPSHOT, Capability.UPDATE_ROLE, Capability.PROBE));
    }

    /** A copy down to the leaves: what is read from a fabric shares nothing with the documents. */
    private Map<String, Object> config(DesiredObject object) {
        Map<String, Object> config = new LinkedHashMap<>(map(copy(object.config())));
        if (form == Form.WITH_ALL_DEFAULTS) {
            KindBlocks.of(object.kind())
                    .map(block -> Blocks.normalise(block, object.config()))
                    .ifPresent(normal -> config.putAll(map(normal)));
        }
        if (object.kind() == ObjectKind.ROLE && changedRoleEvery > 0 && roles++ % changedRoleEvery == 0) {
            config.put(
                    "permissions",
                    List.of(Map.of("uri", "com.other.", "match", "prefix", "allow", Map.of("call", true))));
        }
        return config;
    }

    private static Object copy(Object tree) {
        if (tree instanceof Map<?, ?>) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map(tree).forEach((key, value) -> copy.put(key, value == null ? null : copy(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(LiveFleet::copy).toList();
        }
        return tree;
    }

    @SuppressWarnings("unchecked") // trees have strings as keys
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
