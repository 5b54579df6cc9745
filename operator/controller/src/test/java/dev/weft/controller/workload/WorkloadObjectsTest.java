package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Reading;
import dev.weft.controller.fabric.Authorities;
import dev.weft.model.spec.WorkloadSpec;
import dev.weft.model.spec.WorkloadSpec.PortSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadObjectsTest {

    private static final NodeIdentity NODE = new NodeIdentity("plant", "edge1", "edge-1");
    private static final String KEY = "ab".repeat(32);
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void what_is_made_of_nothing_but_defaults() throws IOException {
        assertThat(tree(YAML.asYaml(objects("{}").statefulSet(SetMemory.NONE))))
                .isEqualTo(golden("default.yaml", StatefulSet.class));
    }

    @Test
    void what_is_made_of_everything_that_can_be_said() throws IOException {
        WorkloadObjects objects = objects("""
                image: registry/weft:2
                imagePullPolicy: Always
                imagePullSecrets: [{name: registry}]
                resources: {requests: {cpu: 1, memory: 512Mi}, limits: {memory: 2Gi}}
                service:
                  type: NodePort
                  ports: [{name: wss, port: 443, targetPort: 8443, nodePort: 30443}]
                  annotations: {example.com/lb: internal}
                tls: {secretName: edge1-tls}
                storage: {ephemeral: true}
                masterUrl: wss://master.example:9000/ws
                nodeSelector: {disk: ssd}
                tolerations: [{key: edge, operator: Exists, effect: NoSchedule}]
                affinity: {nodeAffinity: {}}
                env:
                - {name: WEFT_JAVA_OPTS, value: -Xmx1g}
                - {name: CROSSBAR_NODE_ID, value: mine}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: edge1}}}
                podLabels: {team: line, weft.dev/node: not-mine}
                podAnnotations: {example.com/scrape: "true"}
                priorityClassName: high
                """);

        assertThat(tree(YAML.asYaml(objects.statefulSet(SetMemory.NONE))))
                .isEqualTo(golden("everything.yaml", StatefulSet.class));
        assertThat(tree(YAML.asYaml(objects.service().orElseThrow()))).isEqualTo(golden("service.yaml", Service.class));
    }

    @Test
    void the_certificates_of_the_master_are_one_file_of_the_secret_itself_or_of_a_copy() {
        Authorities written = new Authorities("authority", "bundle.pem", """
                -----BEGIN PRIVATE KEY-----
                hush
                -----END PRIVATE KEY-----
                -----BEGIN CERTIFICATE-----
                aGk=
                -----END CERTIFICATE-----
                """);
        WorkloadObjects beside = objects(new MasterAuthority(written, true));
        WorkloadObjects elsewhere = objects(new MasterAuthority(written, false));

        assertThat(beside.authorityCopy()).isEmpty();
        assertThat(volume(beside.statefulSet(SetMemory.NONE)))
                .isEqualTo(
                        tree(
                                "{name: fabric-ca, secret: {secretName: authority, defaultMode: 288, items: [{key: bundle.pem, path: ca.crt}]}}"));
        assertThat(volume(elsewhere.statefulSet(SetMemory.NONE)))
                .isEqualTo(
                        tree(
                                "{name: fabric-ca, secret: {secretName: edge1-fabric-ca, defaultMode: 288, items: [{key: ca.crt, path: ca.crt}]}}"));
        assertThat(tree(YAML.asYaml(elsewhere.authorityCopy().orElseThrow()))).isEqualTo(tree("""
                apiVersion: v1
                kind: Secret
                metadata:
                  namespace: plant
                  name: edge1-fabric-ca
                  labels:
                    app.kubernetes.io/name: weft-node
                    weft.dev/node: edge1
                    app.kubernetes.io/component: node
                    app.kubernetes.io/part-of: weft
                    app.kubernetes.io/managed-by: weft-operator
                type: Opaque
                data:
                  ca.crt: %s
                """.formatted(
                        Base64.getEncoder()
                                .encodeToString("-----BEGIN CERTIFICATE-----\naGk=\n-----END CERTIFICATE-----\n"
                                        .getBytes(StandardCharsets.UTF_8)))));
        Container container = elsewhere
                .statefulSet(SetMemory.NONE)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(container.getEnv()).contains(new EnvVar("WEFT_FABRIC_CA", "/etc/weft/fabric/ca.crt", null));
        assertThat(container.getVolumeMounts())
                .anyMatch(each -> each.getMountPath().equals("/etc/weft/fabric") && each.getReadOnly());
    }

    private static WorkloadObjects objects(MasterAuthority authority) {
        return new WorkloadObjects(
                NODE,
                spec("{}"),
                new WorkloadFacts("weft:1", "wss://m/", Optional.of(authority), Optional.of(KEY), List.of()));
    }

    private static Map<String, Object> volume(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(each -> each.getName().equals("fabric-ca"))
                .map(each -> tree(YAML.asYaml(each)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void without_a_port_there_is_no_service_and_layouts_only_change_the_service() {
        WorkloadSpec spec = spec("{}");
        WorkloadObjects none = new WorkloadObjects(
                NODE, spec, new WorkloadFacts("weft:1", "ws://m/", Optional.empty(), Optional.empty(), List.of()));
        WorkloadObjects some = new WorkloadObjects(
                NODE,
                spec,
                new WorkloadFacts(
                        "weft:1",
                        "ws://m/",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new PortSpec("ws", 8080, null, null))));

        assertThat(none.service()).isEmpty();
        assertThat(some.service().orElseThrow().getSpec().getPorts())
                .extracting(ServicePort::getPort)
                .containsExactly(8080);
        assertThat(some.statefulSet(SetMemory.NONE)).isEqualTo(none.statefulSet(SetMemory.NONE));
    }

    @Test
    void a_live_object_is_as_wanted_whatever_the_server_fills_in_or_writes_differently() {
        Map<String, ?> wanted =
                Map.of("spec", Map.of("replicas", 1, "memory", "1024Mi", "items", List.of(Map.of("a", 1))));

        assertThat(LiveMatch.contains(
                        tree("{spec: {replicas: 1, memory: 1Gi, more: x, items: [{a: 1, b: 2}]}}"), wanted))
                .isTrue();
        assertThat(LiveMatch.contains(tree("{spec: {replicas: 2, memory: 1Gi, items: [{a: 1}]}}"), wanted))
                .isFalse();
        assertThat(LiveMatch.contains(tree("{spec: {replicas: 1, memory: 2Gi, items: [{a: 1}]}}"), wanted))
                .isFalse();
        assertThat(LiveMatch.contains(tree("{spec: {replicas: 1, memory: 1Gi, items: [{a: 1}, {a: 2}]}}"), wanted))
                .isFalse();
        assertThat(LiveMatch.contains(tree("{}"), wanted)).isFalse();
    }

    @Test
    void ports_are_those_that_can_be_reached_from_outside_of_the_pod_each_once() {
        Map<String, Object> layout = tree("""
                workers:
                - id: router1
                  transports:
                  - {id: Web_1, endpoint: {type: tcp, port: 8080}}
                  - {id: same, endpoint: {type: tcp, port: 8080}}
                  - {id: local, endpoint: {type: tcp, interface: 127.0.0.1, port: 8081}}
                  - {id: socket, endpoint: {type: unix, path: x}}
                  - {id: a-name-that-is-longer-than-ports-have, endpoint: {type: tcp, port: 9000}}
                - {id: other}
                """);

        assertThat(ListeningPorts.of(layout))
                .containsExactly(new PortSpec("web-1", 8080, null, null), new PortSpec("p9000", 9000, null, null));
    }

    private static WorkloadObjects objects(String yaml) {
        return new WorkloadObjects(
                NODE,
                spec(yaml),
                new WorkloadFacts("weft:1", "ws://master:9000/ws", Optional.empty(), Optional.of(KEY), List.of()));
    }

    private static WorkloadSpec spec(String yaml) {
        Reading<WorkloadSpec> read = Blocks.read(WorkloadSpec.class, longs(tree(yaml)));
        assertThat(read.problems()).isEmpty();
        return read.value().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(String yaml) {
        return YAML.unmarshal(yaml.startsWith("---") ? yaml : "---\n" + yaml, Map.class);
    }

    /** As documents are read: whole numbers are long. */
    @SuppressWarnings("unchecked")
    private static <T> T longs(T tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> out = new java.util.LinkedHashMap<>();
            map.forEach((key, value) -> out.put(key, longs(value)));
            return (T) out;
        }
        if (tree instanceof List<?> list) {
            return (T) list.stream().map(WorkloadObjectsTest::longs).toList();
        }
        return tree instanceof Integer number ? (T) Long.valueOf(number) : tree;
    }

    private static <T> Map<String, Object> golden(String name, Class<T> type) throws IOException {
        try (InputStream in = WorkloadObjectsTest.class.getResourceAsStream("/workload/" + name)) {
            assertThat(in).as(name).isNotNull();
            return tree(YAML.asYaml(YAML.unmarshal(new String(in.readAllBytes(), StandardCharsets.UTF_8), type)));
        }
    }
}
