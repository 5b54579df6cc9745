package dev.weft.engine.plan;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder of {@code plans/}: {@code before.yaml} is applied to an empty fabric, {@code scenario.yaml} then happens to it, and the
 * plan for {@code documents.yaml} must be {@code plan.txt} and {@code plan.json}.
 */
record Scenario(Path folder, Map<?, ?> settings) {

    static Scenario of(Path folder) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Map<?, ?> settings = Files.exists(file) ? (Map<?, ?>) YamlDocuments.plain(Files.readString(file)) : Map.of();
        return new Scenario(folder, settings);
    }

    Plan plan() throws IOException {
        SimulatedFabric fabric = new SimulatedFabric(capabilities());
        if (Files.exists(folder.resolve("before.yaml"))) {
            Plan before = Planner.plan(load("before.yaml"), fabric.state(), options(), SecretSource.NONE);
            assert new Driver(fabric, 1).run(before).status() == 0;
        }
        happen(fabric);
        return Planner.plan(load("documents.yaml"), fabric.state(), options(), SecretSource.NONE);
    }

    Desired load(String name) throws IOException {
        DesiredLoader.Loaded loaded = DesiredLoader.load(
                YamlDocuments.read(name, Files.readString(folder.resolve(name))), DesiredOptions.DEFAULT);
        return loaded.desired().orElseThrow(() -> new AssertionError(folder + ": " + loaded.findings()));
    }

    private Set<Capability> capabilities() {
        return Boolean.TRUE.equals(settings.get("original"))
                ? EnumSet.noneOf(Capability.class)
                : EnumSet.allOf(Capability.class);
    }

    private PlanOptions options() {
        return PlanOptions.DEFAULT.withCreatedNodes(
                texts("created").stream().map(Scenario::key).collect(Collectors.toSet()));
    }

    private void happen(SimulatedFabric fabric) {
        texts("offline").forEach(node -> fabric.setOnline(key(node), Completeness.OFFLINE));
        texts("removed").forEach(path -> fabric.remove(new ObjectPath(path)));
        if (settings.get("foreign") instanceof Map<?, ?> foreign) {
            foreign.forEach(
                    (path, config) -> fabric.put(LiveObject.running(new ObjectPath((String) path), map(config))));
        }
        if (settings.get("sessions") instanceof Map<?, ?> sessions) {
            sessions.forEach((text, count) -> {
                ObjectPath path = new ObjectPath((String) text);
                fabric.setSessions(path, (Long) count);
            });
        }
    }

    private List<String> texts(String name) {
        return settings.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> map(Object tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) tree).forEach((key, value) -> map.put((String) key, value));
        return map;
    }

    private static NodeKey key(String text) {
        return new ObjectPath(text).node().orElseThrow();
    }
}
