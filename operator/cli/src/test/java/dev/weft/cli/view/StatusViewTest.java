package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StatusViewTest {

    private static final String DOCUMENTS = """
            {apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-a}}
            ---
            {apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-b}}
            ---
            {apiVersion: weft.dev/v1alpha1, kind: FabricNode, metadata: {name: edge1}, spec: {mrealm: plant-a}}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant-a
              nodeSelector: {}
              workers: [{id: router1, type: router, realms: [{name: line}]}]
            """;

    private static final ObjectPath ROUTER =
            new NodeKey("plant-a", "edge1").path().child(ObjectKind.WORKER, "router1");

    @Test
    void offline_is_not_missing_and_missing_is_not_offline() {
        FleetStatus status = status();

        assertThat(StatusView.text(status))
                .contains("+ management realm plant-b  missing")
                .contains("? ", "node edge1", "offline")
                .doesNotContain("worker router1           missing");
        assertThat(status.isInSync()).isFalse();
    }

    @Test
    void programs_get_paths_and_states() {
        assertThat(StatusView.json(status()))
                .contains("\"path\": \"plant-a/edge1\"", "\"state\": \"offline\"", "\"inSync\": false");
    }

    @Test
    void offline_is_said_once_and_with_when_it_was_seen() {
        assertThat(StatusView.text(status())).containsPattern("node edge1 +offline\\n");
    }

    @Test
    void a_difference_names_its_fields() {
        LiveObject worker = LiveObject.running(ROUTER, Map.of("type", "router"));
        LiveObject realm = LiveObject.running(
                ROUTER.child(ObjectKind.REALM, "line"), Map.of("name", "other", "enable_meta_api", true));

        assertThat(StatusView.text(status(owned(Map.of(worker.path(), "base", realm.path(), "base")), worker, realm)))
                .containsPattern("realm line +differs \\(.*name: \"?other\"? -> \"?line\"?")
                .doesNotContain("differs (differs)");
    }

    @Test
    void what_is_extra_is_told_apart_from_what_will_be_stopped() {
        LiveObject worker = LiveObject.running(ROUTER, Map.of("type", "router"));
        LiveObject realm = LiveObject.running(ROUTER.child(ObjectKind.REALM, "line"), Map.of("name", "line"));
        ObjectPath node = new NodeKey("plant-a", "edge1").path();
        ObjectPath mine = node.child(ObjectKind.WORKER, "taken-out");
        ObjectPath left = node.child(ObjectKind.WORKER, "left");
        ObjectPath foreign = node.child(ObjectKind.WORKER, "foreign");
        ObjectPath inside = mine.child(ObjectKind.REALM, "r");
        Inventory inventory = owned(Map.of(mine, "base", inside, "base", left, "gone"));

        FleetStatus status = status(
                inventory,
                worker,
                realm,
                LiveObject.running(mine, Map.of("type", "router")),
                LiveObject.running(inside, Map.of("name", "r")),
                LiveObject.running(left, Map.of("type", "router")),
                LiveObject.running(foreign, Map.of("type", "router")));

        assertThat(StatusView.text(status))
                .containsPattern("- +worker taken-out +will be stopped \\(removed from the layout\\)")
                .containsPattern("- +realm r +will be stopped \\(with worker taken-out\\)")
                .containsPattern("\\* +worker left +extra \\(stays: left of layout gone\\)")
                .containsPattern("\\* +worker foreign +extra \\(stays: in no document\\)");
        assertThat(status.isInSync()).isFalse();
        assertThat(StatusView.json(status)).contains("\"state\": \"will-be-stopped\"", "\"state\": \"extra\"");
    }

    @Test
    void a_transport_that_waits_for_a_port_says_so_and_the_one_that_has_it_stays() {
        ObjectPath holder = ROUTER.child(ObjectKind.TRANSPORT, "old");
        LiveObject router = LiveObject.running(ROUTER, Map.of("type", "router"));
        LiveObject realm = LiveObject.running(ROUTER.child(ObjectKind.REALM, "line"), Map.of("name", "line"));
        LiveObject old = LiveObject.running(
                holder, Map.of("type", "rawsocket", "endpoint", Map.of("type", "tcp", "port", 9000L)));
        TreeMap<ObjectPath, LiveObject> objects =
                new TreeMap<>(Map.of(ROUTER, router, realm.path(), realm, holder, old));
        String documents = DOCUMENTS.replace(
                "realms: [{name: line}]",
                "realms: [{name: line}], transports: [{id: new, type: rawsocket, endpoint: {type: tcp, port: 9000}}]");
        Inventory inventory = owned(Map.of(ROUTER, "base", realm.path(), "base", holder, "gone"));

        FleetStatus status = status(
                documents,
                node(Completeness.COMPLETE, objects, Optional.of(inventory)),
                PlanOptions.DEFAULT.withPrune().withPruneCap(0));

        assertThat(StatusView.text(status))
                .containsPattern(
                        "\\? +transport new +unknown \\(waiting for the port of transport 'old', which is to go")
                .containsPattern("\\* +transport old +extra \\(stays: left of layout gone\\)");
        assertThat(status.isInSync()).isFalse();
    }

    @Test
    void a_node_that_is_paired_with_another_key_takes_nothing_down() {
        ObjectPath foreign = new NodeKey("plant-a", "edge1").path().child(ObjectKind.WORKER, "foreign");
        TreeMap<ObjectPath, LiveObject> objects =
                new TreeMap<>(Map.of(foreign, LiveObject.running(foreign, Map.of("type", "router"))));
        String documents = DOCUMENTS.replace(
                "spec: {mrealm: plant-a}}", "spec: {mrealm: plant-a, publicKey: \"" + "cd".repeat(32) + "\"}}");

        FleetStatus status = status(documents, node(Completeness.COMPLETE, objects, Optional.of(owned(Map.of()))));

        assertThat(StatusView.text(status))
                .containsPattern("~ +node edge1 +differs")
                .containsPattern("\\* +worker foreign +extra \\(stays: in no document\\)")
                .doesNotContain("will be stopped");
    }

    private static Inventory owned(Map<ObjectPath, String> layouts) {
        TreeMap<ObjectPath, Inventory.Entry> entries = new TreeMap<>();
        layouts.forEach((path, layout) ->
                entries.put(path, new Inventory.Entry(new TreeSet<>(Set.of(layout)), new TreeMap<>())));
        return new Inventory(entries);
    }

    private static FleetStatus status(Inventory inventory, LiveObject... objects) {
        TreeMap<ObjectPath, LiveObject> all = new TreeMap<>();
        for (LiveObject object : objects) {
            all.put(object.path(), object);
        }
        return status(DOCUMENTS, node(Completeness.COMPLETE, all, Optional.of(inventory)));
    }

    private static FleetStatus status() {
        return status(DOCUMENTS, node(Completeness.OFFLINE, new TreeMap<>(), Optional.empty()));
    }

    private static LiveNode node(
            Completeness completeness, TreeMap<ObjectPath, LiveObject> objects, Optional<Inventory> inventory) {
        return new LiveNode(
                new NodeKey("plant-a", "edge1"),
                Optional.of("oid"),
                Optional.of("ab".repeat(32)),
                Optional.empty(),
                completeness,
                objects,
                inventory,
                LiveNode.Version.UNKNOWN);
    }

    private static FleetStatus status(String documents, LiveNode node) {
        return status(documents, node, PlanOptions.DEFAULT);
    }

    private static FleetStatus status(String documents, LiveNode node, PlanOptions options) {
        byte[] text = documents.getBytes(StandardCharsets.UTF_8);
        Desired desired = FleetDocuments.load(List.of("-"), new ByteArrayInputStream(text))
                .desired()
                .orElseThrow();
        LiveRealm realm = new LiveRealm(
                "plant-a", Optional.empty(), Map.of(), Optional.empty(), new TreeMap<>(Map.of("edge1", node)));
        LiveState live = new LiveState("weft", Set.of(Capability.values()), new TreeMap<>(Map.of("plant-a", realm)));
        return FleetStatus.of(desired, live, Planner.plan(desired, live, options, SecretSource.NONE));
    }
}
