package dev.weft.controller.workload;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.model.spec.WorkloadSpec;
import dev.weft.model.spec.WorkloadSpec.PortSpec;
import dev.weft.model.spec.WorkloadSpec.ServiceSpec;
import dev.weft.model.spec.WorkloadSpec.ServiceType;
import dev.weft.model.spec.WorkloadSpec.StorageSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one node. Pure. The pod depends on nothing that a layout says, so that a node goes on running while its layouts change;
 * only the Service does.
 */
final class WorkloadObjects {

    private final NodeIdentity node;
    private final WorkloadSpec spec;
    private final WorkloadFacts facts;

    WorkloadObjects(NodeIdentity node, WorkloadSpec spec, WorkloadFacts facts) {
        this.node = node;
        this.spec = spec;
        this.facts = facts;
    }

    /** The same of a node whose key was made right now. */
    WorkloadObjects withKey(String publicKey) {
        return new WorkloadObjects(node, spec, facts.withKey(publicKey));
    }

    /** Of its key, by which a pod that was started with another is told. */
    Optional<String> fingerprint() {
        return facts.publicKey().map(NodeKeySecret::fingerprint);
    }

    /** @param memory what it is to remember; the pod tells of its key where that does not */
    StatefulSet statefulSet(SetMemory memory) {
        Map<String, String> remembered = memory.annotations();
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(node.name())
                .withLabels(node.labels())
                .withAnnotations(remembered.isEmpty() ? null : remembered)
                .endMetadata()
                .withNewSpec()
                // Two of one key would take each other's place at the master.
                .withReplicas(1)
                .withRevisionHistoryLimit(3)
                .withServiceName(node.name())
                // A pod that never gets ready must not keep the next one, with the mistake mended, from being made.
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(node.selector())
                .endSelector()
                .withTemplate(new WorkloadPod(node, spec, facts)
                        .template(memory.key().isPresent() ? Optional.empty() : fingerprint()))
                .withVolumeClaimTemplates(claims())
                .endSpec()
                .build();
    }

    private List<PersistentVolumeClaim> claims() {
        StorageSpec storage = spec.storageOrDefault();
        if (storage.ephemeral()) {
            return List.of();
        }
        return List.of(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(WorkloadPod.DATA)
                .withLabels(node.selector())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage.storageClass())
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(storage.size())))
                .endResources()
                .endSpec()
                .build());
    }

    /** The authority of the master, where the pod cannot mount the Fabric's own Secret. */
    Optional<Secret> authorityCopy() {
        return facts.authority().flatMap(each -> each.copy(node));
    }

    /** Empty where no port is known: there is no Service without any. */
    Optional<Service> service() {
        ServiceSpec written = spec.service();
        List<PortSpec> ports = written == null || written.ports().isEmpty() ? facts.listening() : written.ports();
        if (ports.isEmpty()) {
            return Optional.empty();
        }
        ServiceType type = written == null || written.type() == null ? ServiceType.CLUSTER_IP : written.type();
        return Optional.of(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(node.name())
                .withLabels(node.labels())
                .withAnnotations(written == null || written.annotations().isEmpty() ? null : written.annotations())
                .endMetadata()
                .withNewSpec()
                .withType(type.word())
                .withSelector(node.selector())
                .withPorts(ports.stream().map(WorkloadObjects::port).toList())
                .endSpec()
                .build());
    }

    private static ServicePort port(PortSpec port) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withPort(port.port())
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(port.targetPort() == null ? port.port() : port.targetPort()))
                .withNodePort(port.nodePort())
                .build();
    }

    /** Where the key is. */
    static String keySecret(NodeIdentity node) {
        return NodeKeySecret.name(node.name());
    }
}
