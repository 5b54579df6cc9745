package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.config.schema.Blocks;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.WorkloadSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Informers that have heard of nothing yet, as those of an operator that has just taken over. */
@EnableKubernetesMockClient(crud = true)
class UpkeepIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @Test
    void no_pod_is_ended_on_the_word_of_informers_that_lag_behind() {
        client.resource(set("edge1", 1)).create();
        client.resource(set("edge2", 0)).create();
        ClusterObjects objects = new ClusterObjects(client, () -> true);
        Turns turns = new Turns(new TwoNodes(), MaxUnavailable.USUAL, new Lagging(objects));
        Upkeep upkeep = new Upkeep(objects, new WorkloadInformers(), turns, new NoUplinks());

        Condition told = upkeep.keep(
                new ResourceRef(Kinds.FABRIC_NODE, "plant", "edge1"), "plant-a", node("edge1"), plan("edge1"));

        assertThat(told.reason()).isEqualTo("WaitingForTurn");
        assertThat(told.message()).contains("1 of 2 is");
    }

    private static NodeIdentity node(String name) {
        return new NodeIdentity("plant", name, name);
    }

    private static WorkloadPlan plan(String name) {
        WorkloadSpec spec = Blocks.read(WorkloadSpec.class, Map.of()).value().orElseThrow();
        WorkloadFacts facts =
                new WorkloadFacts("weft:2", "ws://m/", Optional.empty(), Optional.of("ab".repeat(32)), List.of());
        return new WorkloadPlan(Optional.of(new WorkloadObjects(node(name), spec, facts)), false, Optional.empty());
    }

    private static StatefulSet set(String name, int ready) {
        return new StatefulSetBuilder(plan(name).objects().orElseThrow().statefulSet(SetMemory.NONE))
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReadyReplicas(ready)
                .withUpdatedReplicas(ready)
                .withCurrentRevision("a")
                .withUpdateRevision("a")
                .endStatus()
                .build();
    }

    private record Lagging(ClusterObjects objects) implements Turns.Sight {

        @Override
        public List<StatefulSet> seen(String namespace) {
            return List.of();
        }

        @Override
        public List<StatefulSet> live(String namespace) {
            return objects.statefulSets(namespace);
        }

        @Override
        public NodeWorkload workload(StatefulSet set) {
            return new NodeWorkload(set, Optional.of(steady()), Instant.EPOCH.plus(NodeWorkload.TRIAL));
        }

        private static Pod steady() {
            return new PodBuilder()
                    .withNewMetadata()
                    .endMetadata()
                    .withNewStatus()
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build();
        }
    }

    private record NoUplinks() implements Upkeep.Uplinks {

        @Override
        public boolean had(ResourceRef node) {
            return false;
        }

        @Override
        public boolean has(ResourceRef node) {
            return false;
        }
    }

    /** Two nodes with workloads in one realm. */
    private static final class TwoNodes implements Cluster {

        @Override
        public Collection<WeftResource> resources(Kind kind, String namespace) {
            if (!kind.equals(Kinds.FABRIC_NODE)) {
                return List.of();
            }
            return Stream.of("edge1", "edge2").map(TwoNodes::resource).toList();
        }

        private static WeftResource resource(String name) {
            WeftResource made = ResourceClasses.make(Kinds.FABRIC_NODE);
            made.setMetadata(new ObjectMetaBuilder()
                    .withNamespace("plant")
                    .withName(name)
                    .build());
            made.setSpec(Map.of("mrealm", "plant-a", "workload", Map.of()));
            return made;
        }

        @Override
        public Collection<WeftResource> resources(Kind kind) {
            return resources(kind, "plant");
        }

        @Override
        public Optional<WeftResource> find(ResourceRef ref) {
            return Optional.empty();
        }

        @Override
        public Set<String> namespaces() {
            return Set.of("plant");
        }

        @Override
        public Optional<Map<String, String>> secret(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> endOfMany(Kind kind, String namespace) {
            return Optional.empty();
        }
    }
}
