package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
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
              workers: [{id: router1, type: router}]
            """;

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

    private static FleetStatus status() {
        byte[] text = DOCUMENTS.getBytes(StandardCharsets.UTF_8);
        Desired desired = FleetDocuments.load(List.of("-"), new ByteArrayInputStream(text))
                .desired()
                .orElseThrow();
        NodeKey edge1 = new NodeKey("plant-a", "edge1");
        LiveNode away = new LiveNode(
                edge1,
                Optional.of("oid"),
                Optional.of("ab".repeat(32)),
                Optional.empty(),
                Completeness.OFFLINE,
                new TreeMap<>(),
                Optional.empty(),
                LiveNode.Version.UNKNOWN);
        LiveRealm realm = new LiveRealm(
                "plant-a", Optional.empty(), Map.of(), Optional.empty(), new TreeMap<>(Map.of("edge1", away)));
        LiveState live = new LiveState("weft", Set.of(), new TreeMap<>(Map.of("plant-a", realm)));
        return FleetStatus.of(desired, live, Planner.plan(desired, live, PlanOptions.DEFAULT, SecretSource.NONE));
    }
}
