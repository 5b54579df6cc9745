package dev.weft.controller.workload;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.model.spec.WorkloadSpec;
import dev.weft.model.spec.WorkloadSpec.ResourcesSpec;
import dev.weft.model.spec.WorkloadSpec.TolerationSpec;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pod of a node: locked in as the chart's master is, its key mounted, its folder on a claim. */
final class WorkloadPod {

    /** The volume of the node's folder. */
    static final String DATA = "data";

    /** Where it is asked whether it is well. Out of the way of what layouts listen on. */
    static final int HEALTH_PORT = 19_469;

    /** Fingerprint of the node's key: with another key it is another pod, or it would go on as who it was. */
    static final String KEY = "weft.dev/node-key";

    private static final String HEALTH = "health";
    private static final String FOLDER = "/var/lib/weft";
    private static final String KEYS = "/etc/weft/node";
    private static final String AUTHORITY = "/etc/weft/fabric";
    private static final String AUTHORITY_VOLUME = "fabric-ca";
    private static final long USER = 65_532;
    /** Root's, and read by the pod's group. */
    private static final int KEY_MODE = 0440;

    private static final KubernetesSerialization TREES = new KubernetesSerialization();

    private final NodeIdentity node;
    private final WorkloadSpec spec;
    private final WorkloadFacts facts;

    WorkloadPod(NodeIdentity node, WorkloadSpec spec, WorkloadFacts facts) {
        this.node = node;
        this.spec = spec;
        this.facts = facts;
    }

    /** @param key fingerprint of the node's key, where the pod is to tell it */
    PodTemplateSpec template(Optional<String> key) {
        Map<String, String> labels = new LinkedHashMap<>(spec.podLabels());
        labels.putAll(node.selector());
        Map<String, String> annotations = new LinkedHashMap<>(spec.podAnnotations());
        key.ifPresent(fingerprint -> annotations.put(KEY, fingerprint));
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .endMetadata()
                .withNewSpec()
                // It never talks to the API server.
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(30L)
                .withSecurityContext(podSecurity())
                .withImagePullSecrets(spec.imagePullSecrets().stream()
                        .map(secret -> new LocalObjectReference(secret.name()))
                        .toList())
                .withPriorityClassName(spec.priorityClassName())
                .withNodeSelector(spec.nodeSelector().isEmpty() ? null : spec.nodeSelector())
                .withTolerations(
                        spec.tolerations().stream().map(WorkloadPod::toleration).toList())
                .withAffinity(spec.affinity().isEmpty() ? null : TREES.convertValue(spec.affinity(), Affinity.class))
                .withContainers(container())
                .withVolumes(volumes())
                .endSpec()
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName("node")
                .withImage(spec.image() == null ? facts.image() : spec.image())
                .withImagePullPolicy(
                        spec.imagePullPolicy() == null
                                ? null
                                : spec.imagePullPolicy().word())
                // Below the volume, so that the node makes the folder and nobody else reads it.
                .withArgs("node", "--cbdir", FOLDER + "/node", "--health", "0.0.0.0:" + HEALTH_PORT)
                .withEnv(environment())
                .addNewPort()
                .withName(HEALTH)
                .withContainerPort(HEALTH_PORT)
                .withProtocol("TCP")
                .endPort()
                .withStartupProbe(probe(2, 90))
                .withReadinessProbe(probe(5, 3))
                .withLivenessProbe(probe(10, 6))
                .withSecurityContext(containerSecurity())
                .withResources(resources())
                .withVolumeMounts(mounts())
                .build();
    }

    private List<EnvVar> environment() {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        variable(variables, "CROSSBAR_FABRIC_URL", spec.masterUrl() == null ? facts.masterUrl() : spec.masterUrl());
        if (facts.authority().isPresent()) {
            variable(variables, "WEFT_FABRIC_CA", AUTHORITY + "/" + MasterAuthority.FILE);
        }
        variable(variables, "CROSSBAR_NODE_ID", node.authid());
        variable(variables, "WEFT_NODE_KEY", KEYS + "/" + NodeKeySecret.PRIVATE);
        for (WorkloadSpec.EnvSpec each : spec.env()) {
            variables.put(
                    each.name(),
                    new EnvVarBuilder()
                            .withName(each.name())
                            .withValue(each.value())
                            .withValueFrom(
                                    each.valueFrom().isEmpty()
                                            ? null
                                            : TREES.convertValue(each.valueFrom(), EnvVarSource.class))
                            .build());
        }
        return List.copyOf(variables.values());
    }

    private static void variable(Map<String, EnvVar> variables, String name, String value) {
        variables.put(name, new EnvVarBuilder().withName(name).withValue(value).build());
    }

    private ResourceRequirements resources() {
        ResourcesSpec written = spec.resources();
        if (written == null) {
            return new ResourceRequirementsBuilder()
                    .withRequests(quantities(Map.of("cpu", "100m", "memory", "256Mi")))
                    .withLimits(quantities(Map.of("memory", "1Gi")))
                    .build();
        }
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(written.requests()))
                .withLimits(quantities(written.limits()))
                .build();
    }

    private static Map<String, Quantity> quantities(Map<String, ?> written) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        written.forEach((name, amount) -> quantities.put(name, new Quantity(String.valueOf(amount))));
        return quantities;
    }

    private static Probe probe(int seconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/healthz")
                .withPort(new IntOrString(HEALTH))
                .endHttpGet()
                .withPeriodSeconds(seconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    private static PodSecurityContext podSecurity() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static SecurityContext containerSecurity() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private List<VolumeMount> mounts() {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount(DATA, FOLDER, false));
        mounts.add(mount("key", KEYS, true));
        if (facts.authority().isPresent()) {
            mounts.add(mount(AUTHORITY_VOLUME, AUTHORITY, true));
        }
        // Sockets between controller and workers, and native libraries, are made here.
        mounts.add(mount("tmp", "/tmp", false));
        if (spec.tls() != null) {
            mounts.add(mount("tls", spec.tls().mountPath(), true));
        }
        return mounts;
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? Boolean.TRUE : null)
                .build();
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(new VolumeBuilder()
                .withName("key")
                .withNewSecret()
                .withSecretName(WorkloadObjects.keySecret(node))
                .withDefaultMode(KEY_MODE)
                .addNewItem()
                .withKey(NodeKeySecret.PRIVATE)
                .withPath(NodeKeySecret.PRIVATE)
                .endItem()
                .endSecret()
                .build());
        facts.authority().ifPresent(each -> volumes.add(each.volume(node, AUTHORITY_VOLUME)));
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("64Mi"))
                .endEmptyDir()
                .build());
        if (spec.tls() != null) {
            volumes.add(new VolumeBuilder()
                    .withName("tls")
                    .withNewSecret()
                    .withSecretName(spec.tls().secretName())
                    .withDefaultMode(KEY_MODE)
                    .endSecret()
                    .build());
        }
        if (spec.storageOrDefault().ephemeral()) {
            volumes.add(new VolumeBuilder()
                    .withName(DATA)
                    .withNewEmptyDir()
                    .endEmptyDir()
                    .build());
        }
        return volumes;
    }

    private static Toleration toleration(TolerationSpec written) {
        return new TolerationBuilder()
                .withKey(written.key())
                .withOperator(written.operator())
                .withValue(written.value())
                .withEffect(written.effect())
                .withTolerationSeconds(written.tolerationSeconds())
                .build();
    }
}
