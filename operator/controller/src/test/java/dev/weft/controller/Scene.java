package dev.weft.controller;

import static org.awaitility.Awaitility.await;

import dev.weft.controller.OperatorSettings.HttpAddress;
import dev.weft.controller.deletion.DeletionRules;
import dev.weft.controller.fabric.FabricConnector;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.controller.fleet.FleetSettings;
import dev.weft.controller.source.SourceSettings;
import dev.weft.controller.workload.MaxUnavailable;
import dev.weft.controller.workload.WorkloadSettings;
import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import dev.weft.engine.apply.ExecutionOptions.Retries;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SharedFabric;
import dev.weft.fleet.FabricPorts;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An operator on a mock API server, with a simulated fabric; and the resources that tests put there. */
final class Scene implements AutoCloseable {

    static final String SYSTEM = "weft-system";
    static final String PLANT = "plant";
    static final String KEY = "11".repeat(32);

    final KubernetesClient client;
    private final KubernetesClient own;
    final SharedFabric fabric = new SharedFabric();
    private DeletionRules.Limits deletion =
            new DeletionRules.Limits(Duration.ofMillis(300), Duration.ofMinutes(10), Duration.ofMinutes(10), 3, 10);
    private boolean workloads = true;
    private String image = "weft:test";
    private Set<String> namespaces = Set.of();
    private Optional<String> selector = Optional.empty();
    private Optional<SourceSettings> sources = Optional.empty();
    private Optional<Assembly> operator = Optional.empty();

    Scene(KubernetesClient client) {
        this(client, client);
    }

    /** @param own the operator's, where it has trouble that people have not */
    Scene(KubernetesClient client, KubernetesClient own) {
        this.client = ServerSideApply.over(client);
        this.own = own == client ? this.client : own;
    }

    /** Deletions that do not go through are told after a second. */
    Scene withShortDeadline() {
        deletion =
                new DeletionRules.Limits(Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(1), 3, 10);
        return this;
    }

    /** Only these namespaces are watched. */
    Scene watching(Set<String> names) {
        namespaces = names;
        return this;
    }

    /** Only resources with these labels are looked at. */
    Scene selecting(String labels) {
        selector = Optional.of(labels);
        return this;
    }

    /** Repositories are followed. */
    Scene following(SourceSettings settings) {
        sources = Optional.of(settings);
        return this;
    }

    /** An operator that was not given the rights to run nodes. */
    Scene withoutWorkloads() {
        workloads = false;
        return this;
    }

    /** Another operator instead of the one that runs, as after an upgrade. */
    Scene restart(String newImage) {
        operator.ifPresent(Assembly::close);
        image = newImage;
        return start();
    }

    Scene start() {
        FleetOptions options =
                new FleetOptions(PlanOptions.DEFAULT, 20, 300_000, 30_000, 0, new Retries(20, 200, 3, 3));
        FleetSettings fleets =
                new FleetSettings(SYSTEM, "default", Duration.ofMillis(20), Duration.ofMillis(200), options, deletion);
        OperatorSettings settings = new OperatorSettings(
                namespaces,
                selector,
                "test",
                Optional.empty(),
                new HttpAddress("127.0.0.1", 0),
                fleets,
                sources,
                new WorkloadSettings(
                        workloads,
                        Optional.of(image),
                        SYSTEM,
                        "default",
                        Set.of(),
                        MaxUnavailable.USUAL,
                        Duration.ofMillis(500)));
        Assembly made = Assembly.of(own, mayCall -> this::connect, settings, () -> {});
        operator = Optional.of(made);
        made.start();
        return this;
    }

    private FabricConnector.Connection connect(FabricTarget target, SecretSource secrets) {
        fabric.connect(target.key().seedHex(), secrets);
        return new FabricConnector.Connection() {
            @Override
            public FabricPorts ports() {
                return FabricPorts.of(fabric);
            }

            @Override
            public void close() {}
        };
    }

    Assembly operator() {
        return operator.orElseThrow();
    }

    @Override
    public void close() {
        operator.ifPresent(Assembly::close);
        client.close();
    }

    // --- what is written
    // -----------------------------------------------------------------------------------------------------

    /** The Fabric and its key. */
    Scene fabric(String more) {
        key();
        apply(Fabric.class, SYSTEM, "default", "", """
                url: ws://master:9000/ws
                keySecret: {name: admin, key: admin.priv}
                allowedNamespaces: ["*"]
                %s
                """.formatted(more));
        return this;
    }

    void key() {
        secret(SYSTEM, "admin", Map.of("admin.priv", KEY));
    }

    void secret(String namespace, String name, Map<String, String> entries) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .withData(Map.copyOf(encoded(entries)))
                        .build())
                .createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
    }

    private static Map<String, String> encoded(Map<String, String> entries) {
        Map<String, String> encoded = new java.util.HashMap<>();
        entries.forEach((key, value) -> encoded.put(
                key,
                java.util.Base64.getEncoder().encodeToString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        return encoded;
    }

    void realm(String spec) {
        apply(ManagementRealm.class, PLANT, "plant-a", "", spec);
    }

    void node(int number, String more) {
        apply(
                FabricNode.class,
                PLANT,
                "edge" + number,
                "labels: {site: s" + number + "}",
                "mrealm: plant-a\npublicKey: \"" + RandomFleet.key(number) + "\"\n" + more);
    }

    void layout(String name, String worker, String more) {
        apply(NodeLayout.class, PLANT, name, "", """
                mrealm: plant-a
                nodeSelector: {}
                workers:
                - {id: %s, type: router}
                %s
                """.formatted(worker, more));
    }

    /** A realm, nodes and a layout. */
    Scene fleet(int nodes) {
        realm("{}");
        for (int i = 1; i <= nodes; i++) {
            node(i, "");
        }
        layout("base", "router1", "");
        return this;
    }

    <R extends WeftResource> void apply(Class<R> type, String namespace, String name, String metadata, String spec) {
        String yaml = """
                apiVersion: weft.dev/v1alpha1
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                %s
                spec:
                %s
                """.formatted(
                type.getSimpleName(), name, namespace, metadata.indent(2), spec.isBlank() ? "  {}" : spec.indent(2));
        R wanted = client.getKubernetesSerialization().unmarshal(yaml, type);
        R there = client.resources(type).inNamespace(namespace).withName(name).get();
        if (there == null) {
            wanted.getMetadata().setGeneration(1L);
            client.resource(wanted).create();
        } else {
            edit(type, namespace, name, each -> {
                each.setSpec(wanted.getSpec());
                each.getMetadata().setGeneration(each.getMetadata().getGeneration() + 1);
            });
        }
    }

    <R extends WeftResource> void edit(Class<R> type, String namespace, String name, Consumer<R> change) {
        Conflicts.retry(
                "edit of " + type.getSimpleName() + "/" + name,
                () -> client.resources(type)
                        .inNamespace(namespace)
                        .withName(name)
                        .edit(each -> {
                            change.accept(each);
                            return each;
                        }));
    }

    <R extends WeftResource> void annotate(Class<R> type, String name, String annotation, String value) {
        edit(type, PLANT, name, each -> {
            Map<String, String> all = new java.util.HashMap<>(
                    java.util.Objects.requireNonNullElse(each.getMetadata().getAnnotations(), Map.of()));
            all.put(annotation, value);
            each.getMetadata().setAnnotations(all);
        });
    }

    <R extends WeftResource> void delete(Class<R> type, String name) {
        client.resources(type).inNamespace(PLANT).withName(name).delete();
    }

    // --- what is seen
    // --------------------------------------------------------------------------------------------------------

    <R extends WeftResource> Optional<R> find(Class<R> type, String name) {
        String namespace = type.equals(Fabric.class) ? SYSTEM : PLANT;
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName(name).get());
    }

    <R extends WeftResource> WeftStatus status(Class<R> type, String name) {
        return find(type, name).map(WeftResource::getStatus).orElse(WeftStatus.EMPTY);
    }

    <R extends WeftResource> Optional<Condition> condition(Class<R> type, String name, String condition) {
        return status(type, name).condition(condition);
    }

    /** Waits until the condition is so, and returns it. */
    <R extends WeftResource> Condition awaitCondition(
            Class<R> type, String name, String condition, Predicate<Condition> wanted) {
        await().alias(type.getSimpleName() + "/" + name + " " + condition)
                .atMost(Duration.ofSeconds(20))
                .conditionEvaluationListener(each -> {})
                .until(() -> condition(type, name, condition).filter(wanted).isPresent());
        return condition(type, name, condition).orElseThrow();
    }

    <R extends WeftResource> Condition awaitReady(Class<R> type, String name) {
        return awaitCondition(type, name, Condition.READY, Condition::isTrue);
    }

    <R extends WeftResource> Condition awaitReason(Class<R> type, String name, String condition, String reason) {
        return awaitCondition(type, name, condition, each -> reason.equals(each.reason()));
    }

    <R extends WeftResource> void awaitGone(Class<R> type, String name) {
        await().alias(type.getSimpleName() + "/" + name + " is gone")
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(type, name).isEmpty());
    }

    void await_(String what, java.util.concurrent.Callable<Boolean> condition) {
        await().alias(what).atMost(Duration.ofSeconds(20)).until(condition);
    }

    List<Event> events(String reason) {
        return client.v1().events().inAnyNamespace().list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }

    /** What the operator serves over http: the status and the text. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + operator().httpPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    static ObjectPath worker(int node, String id) {
        return key(node).path().child(ObjectKind.WORKER, id);
    }

    static NodeKey key(int node) {
        return new NodeKey("plant-a", "edge" + node);
    }

    static boolean hasFinalizer(HasMetadata resource) {
        return resource.getMetadata().getFinalizers() != null
                && resource.getMetadata().getFinalizers().contains("weft.dev/cleanup");
    }
}
