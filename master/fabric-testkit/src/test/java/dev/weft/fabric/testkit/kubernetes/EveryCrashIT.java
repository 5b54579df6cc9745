package dev.weft.fabric.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.weft.controller.Assembly;
import dev.weft.controller.OperatorSettings;
import dev.weft.controller.OperatorSettings.HttpAddress;
import dev.weft.controller.deletion.DeletionRules;
import dev.weft.controller.fleet.FleetSettings;
import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.source.SourceSettings;
import dev.weft.controller.workload.MaxUnavailable;
import dev.weft.controller.workload.WorkloadSettings;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.FabricSource;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.ExecutionOptions.Retries;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SharedFabric;
import dev.weft.fabric.testkit.git.Forge;
import dev.weft.sources.git.remote.GitUrl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The operator dies after each single write that it makes, to a real API server or to the fabric, while it makes a fleet and while it takes
 * it away: the next one brings it to its end, makes nothing twice, and leaves nothing in Terminating. All its reconcilers are in it: a
 * Fabric, a management realm, a node that somebody runs and one that the cluster runs, a layout, a Git repository.
 *
 * <p>{@link OperatorCrashIT} kills a whole process, at a few of these points.
 */
class EveryCrashIT {

    private static final String SYSTEM = "weft-system";
    private static final NodeKey EDGE = new NodeKey("plant-a", "edge1");
    private static final ObjectPath WORKER = EDGE.path().child(ObjectKind.WORKER, "router1");
    private static final Set<String> OBJECTS =
            new TreeSet<>(Set.of("Secret/inside-node-key", "Service/inside", "StatefulSet/inside"));
    private static final List<String> LOUD = List.of("dev.weft.controller", "io.javaoperatorsdk", "io.fabric8");
    /** More than it ever makes; the loops end when it lives to the end. */
    private static final int MANY = 200;

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static Kubectl kubectl;
    private static Config config;
    private static KubernetesClient people;
    private static Forge forge;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        forge = Forge.make(folder.resolve("forge"));
        forge.write("fleet/spare.yaml", """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: spare}
                """);
        forge.pushUnsigned();
        server = ApiServer.start(folder.resolve("cluster"));
        server.installDefinitions();
        kubectl = server.kubectl();
        kubectl.succeed("create", "namespace", SYSTEM);
        kubectl.succeed(
                "-n", SYSTEM, "create", "secret", "generic", "admin", "--from-literal=admin.priv=" + "11".repeat(32));
        config = Config.fromKubeconfig(server.kubeconfig().toFile());
        config.setRequestRetryBackoffLimit(0);
        people = CrashPoint.never().client(config);
    }

    @AfterAll
    static void stop() {
        if (people != null) {
            people.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whichever_write_is_its_last_the_next_one_makes_the_fleet_and_takes_it_away_again() {
        // A dead one says that nobody answers, over and over.
        List<Logger> loud = LOUD.stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        List<Optional<Level>> before =
                loud.stream().map(each -> Optional.ofNullable(each.getLevel())).toList();
        loud.forEach(each -> each.setLevel(Level.OFF));
        try {
            dieAfterEach();
        } finally {
            for (int i = 0; i < loud.size(); i++) {
                loud.get(i).setLevel(before.get(i).orElse(null));
            }
        }
    }

    private static void dieAfterEach() {
        boolean died = true;
        for (int writes = 1; died && writes < MANY; writes++) {
            died = new Life(writes).run();
        }
        assertThat(died).as("it lived to the end at last").isFalse();
    }

    /** One fleet from nothing to nothing, in a namespace of its own. */
    private static final class Life {

        private final int writes;
        private final String namespace;
        private final Kubectl plant;
        private final SharedFabric fabric = new SharedFabric();
        /** For the messages: what the last of them to die had done. */
        private String done = "";

        Life(int writes) {
            this.writes = writes;
            this.namespace = "plant-" + writes;
            this.plant = kubectl.in(namespace);
            kubectl.succeed("create", "namespace", namespace);
        }

        /** Whether any of the operators died. */
        boolean run() {
            boolean died = dying("while it is made", this::documents, this::isMade);
            living("made", this::isMade);
            assertMadeOnce();
            died |= dying("while it is taken away", this::delete, this::isGone);
            living("taken away", this::isGone);
            assertTakenAwayOnce();
            kubectl.in(SYSTEM).succeed("delete", "fabric", "default", "--timeout=60s");
            return died;
        }

        private boolean dying(String when, Runnable step, Callable<Boolean> end) {
            CrashPoint point = CrashPoint.after(writes);
            try (KubernetesClient client = point.client(config);
                    Assembly operator = operator(client, point)) {
                operator.start();
                step.run();
                OperatorSite.awaitUntil(
                        "dead after write " + writes + ", or done, " + when, () -> point.isDead() || end.call());
            }
            done = "write " + writes + ", " + when + ": " + point;
            return point.isDead();
        }

        private void living(String what, Callable<Boolean> end) {
            CrashPoint point = CrashPoint.never();
            try (KubernetesClient client = point.client(config);
                    Assembly operator = operator(client, point)) {
                operator.start();
                OperatorSite.awaitUntil(what + " after " + done, end);
            }
        }

        private Assembly operator(KubernetesClient client, CrashPoint point) {
            FleetOptions options =
                    new FleetOptions(PlanOptions.DEFAULT, 20, 300_000, 30_000, 0, new Retries(20, 200, 3, 3));
            DeletionRules.Limits deletion = new DeletionRules.Limits(
                    Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofMinutes(10), 3, 10);
            FleetSettings fleets = new FleetSettings(
                    SYSTEM, "default", Duration.ofMillis(20), Duration.ofMillis(200), options, deletion);
            OperatorSettings settings = new OperatorSettings(
                    Set.of(namespace),
                    Optional.empty(),
                    "test",
                    Optional.empty(),
                    new HttpAddress("127.0.0.1", 0),
                    fleets,
                    Optional.of(new SourceSettings(
                            folder.resolve("cache" + writes),
                            64 << 20,
                            Set.of(GitUrl.Scheme.FOLDER),
                            SourceSettings.USUAL_PATIENCE,
                            LabelSelector.EVERYTHING)),
                    new WorkloadSettings(
                            true,
                            Optional.of("weft:test"),
                            SYSTEM,
                            "default",
                            Set.of(namespace),
                            MaxUnavailable.USUAL,
                            Duration.ofMillis(500)));
            return Assembly.of(client, leads -> point.connector(fabric), settings, () -> {});
        }

        private void documents() {
            kubectl.in(SYSTEM).apply("""
                    apiVersion: weft.dev/v1alpha1
                    kind: Fabric
                    metadata: {name: default}
                    spec: {url: "ws://127.0.0.1:1/ws", keySecret: {name: admin, key: admin.priv}, allowedNamespaces: ["*"]}
                    """);
            plant.apply("""
                    apiVersion: weft.dev/v1alpha1
                    kind: ManagementRealm
                    metadata: {name: plant-a}
                    spec: {deletionPolicy: Delete}
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: edge1, labels: {site: graz}}
                    spec: {mrealm: plant-a, publicKey: "%s", deletionPolicy: Delete}
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: inside}
                    spec: {mrealm: plant-a, deletionPolicy: Delete, workload: {}}
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: NodeLayout
                    metadata: {name: base}
                    spec:
                      mrealm: plant-a
                      nodeSelector: {}
                      workers:
                      - id: router1
                        type: router
                        realms: [{name: line}]
                        transports: [{id: ws, type: websocket, endpoint: {type: tcp, port: 8080}}]
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricSource
                    metadata: {name: fleet}
                    spec: {url: "%s", ref: main, path: fleet}
                    """.formatted(RandomFleet.key(1), forge.served().resolve("fleet.git")));
        }

        private void delete() {
            plant.succeed("delete", "fabricsource,nodelayout,fabricnode,managementrealm", "--all", "--wait=false");
        }

        private boolean isMade() {
            return is(Condition.READY, FabricNode.class, "edge1")
                    && is(Condition.READY, NodeLayout.class, "base")
                    && is(Condition.READY, ManagementRealm.class, "plant-a")
                    && is(Condition.READY, ManagementRealm.class, "spare")
                    && is(Condition.READY, FabricSource.class, "fleet")
                    && is(Condition.SYNCED, FabricNode.class, "inside")
                    && objects().equals(OBJECTS);
        }

        private boolean isGone() {
            return Stream.of(FabricSource.class, NodeLayout.class, FabricNode.class, ManagementRealm.class)
                            .allMatch(type -> people.resources(type)
                                    .inNamespace(namespace)
                                    .list()
                                    .getItems()
                                    .isEmpty())
                    && objects().isEmpty();
        }

        private <R extends WeftResource> boolean is(String condition, Class<R> type, String name) {
            return Optional.ofNullable(people.resources(type)
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .map(WeftResource::getStatus)
                    .flatMap(status -> status.condition(condition))
                    .filter(Condition::isTrue)
                    .isPresent();
        }

        /** What the operator makes for the node that the cluster runs. */
        private Set<String> objects() {
            Set<String> objects = new TreeSet<>();
            Stream.of(people.secrets(), people.services(), people.apps().statefulSets())
                    .flatMap(each -> each.inNamespace(namespace).list().getItems().stream())
                    .map(HasMetadata.class::cast)
                    .filter(each -> !each.getMetadata().getName().startsWith("default-token"))
                    .forEach(each -> objects.add(
                            each.getKind() + "/" + each.getMetadata().getName()));
            return objects;
        }

        private void assertMadeOnce() {
            assertThat(fabric.state().realms().keySet()).containsExactlyInAnyOrder("plant-a", "spare");
            assertThat(fabric.has(WORKER)).isTrue();
            assertEachAtMostOnce(Command.Start.class);
            assertThat(commands(Command.Stop.class))
                    .as("nothing is stopped; " + done)
                    .isEmpty();
        }

        private void assertTakenAwayOnce() {
            assertThat(fabric.state().realms().keySet()).as(done).containsExactly("spare");
            assertThat(fabric.performed())
                    .anyMatch(command ->
                            command instanceof Command.Stop && command.path().equals(WORKER));
            assertEachAtMostOnce(Command.Start.class);
            assertEachAtMostOnce(Command.Stop.class);
        }

        private void assertEachAtMostOnce(Class<? extends Command> type) {
            assertThat(commands(type)).as(done).doesNotHaveDuplicates();
        }

        private List<ObjectPath> commands(Class<? extends Command> type) {
            return fabric.performed().stream()
                    .filter(type::isInstance)
                    .map(Command::path)
                    .toList();
        }
    }
}
