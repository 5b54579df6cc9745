package dev.weft.model.spec;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Kubernetes runs a node: what becomes its StatefulSet, Service and claim. */
public record WorkloadSpec(
        @Doc("Image of the container; the operator's own when absent") @MaxLength(1024) @Nullable
        String image,

        @Doc("When the image is pulled; as Kubernetes decides by its tag when absent")
        @Name("imagePullPolicy")
        @Nullable
        PullPolicy imagePullPolicy,

        @Doc("Secrets of the namespace with credentials for the image's registry")
        @Name("imagePullSecrets")
        @MaxItems(16)
        List<SecretName> imagePullSecrets,

        @Doc("Resources of the container") @Nullable ResourcesSpec resources,

        @Doc("How clients inside and outside the cluster reach the node") @Nullable
        ServiceSpec service,

        @Doc("Certificates and keys for the node's transports, as files") @Nullable
        TlsSpec tls,

        @Doc("Where the node keeps what it must remember; a claim of 1Gi when absent") @Nullable
        StorageSpec storage,

        @Doc("Where the node finds its master; spec.url of Fabric/default when absent")
        @Name("masterUrl")
        @Matches(value = "(ws|wss|rs|rss)://[^/]+.*", meaning = "ws://host:port/path, wss://…, rs://… or rss://…")
        @MaxLength(1024)
        @Nullable
        String masterUrl,

        @Doc("Labels of the machines that may run it") @Name("nodeSelector") @MaxItems(64)
        Map<String, String> nodeSelector,

        @Doc("Taints that it tolerates") @MaxItems(64) List<TolerationSpec> tolerations,

        @Doc("Affinity of the pod, as in a pod's spec") @MaxItems(8)
        Map<String, Object> affinity,

        @Doc("More environment of the container") @MaxItems(128)
        List<EnvSpec> env,

        @Doc("More labels of the pod") @Name("podLabels") @MaxItems(64)
        Map<String, String> podLabels,

        @Doc("Annotations of the pod") @Name("podAnnotations") @MaxItems(64)
        Map<String, String> podAnnotations,

        @Doc("Priority class of the pod") @Name("priorityClassName") @MaxLength(253) @Nullable
        String priorityClassName) {

    /** What a StatefulSet, a Service and a label can be called: what {@code metadata.name} of a node with a workload must be. */
    public static final String NAME = "[a-z]([-a-z0-9]{0,50}[a-z0-9])?";

    /** What to do about a name that is none. */
    public static final String NAME_REMEDY =
            "choose at most 52 lower-case letters, digits and - after a letter, and write the node's name as spec.authid";

    /** The same, and why. */
    public static final String NAME_MEANING =
            "metadata.name cannot name a StatefulSet and a Service, which spec.workload makes: " + NAME_REMEDY;

    private static final Pattern QUANTITY = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?([KMGTPE]i|[mkMGTPE])?");
    private static final String QUANTITY_MEANING = "expected a quantity, such as 250m, 1 or 512Mi";

    /** What it keeps when nothing is written. */
    public static final StorageSpec DEFAULT_STORAGE = new StorageSpec("1Gi", null, false);

    /** What is written about storage, or the default. */
    public StorageSpec storageOrDefault() {
        return storage == null ? DEFAULT_STORAGE : storage;
    }

    /** When an image is pulled. */
    public enum PullPolicy {
        @Name("Always")
        ALWAYS("Always"),
        @Name("IfNotPresent")
        IF_NOT_PRESENT("IfNotPresent"),
        @Name("Never")
        NEVER("Never");

        private final String word;

        PullPolicy(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A Secret of the node's namespace. */
    public record SecretName(
            @Doc("The Secret") @MaxLength(253) String name) {}

    /** Resources of a container. */
    public record ResourcesSpec(
            @Doc("What it is sure to get: cpu, memory") @MaxItems(16)
            Map<String, Object> requests,

            @Doc("What it gets at most") @MaxItems(16) Map<String, Object> limits)
            implements Checked {

        @Override
        public void check(Problems problems) {
            check(requests, problems.at("requests"));
            check(limits, problems.at("limits"));
        }

        private static void check(Map<String, Object> quantities, Problems problems) {
            quantities.forEach((name, quantity) -> {
                if (!QUANTITY.matcher(String.valueOf(quantity)).matches()) {
                    problems.at(name).add(QUANTITY_MEANING, "");
                }
            });
        }
    }

    /** The Service of a node. */
    public record ServiceSpec(
            @Doc("Who reaches it; ClusterIP when absent") @Nullable
            ServiceType type,

            @Doc("Its ports; when absent one for each TCP port that the node's layouts listen on") @MaxItems(64)
            List<PortSpec> ports,

            @Doc("Annotations of the Service, such as those of a load balancer") @MaxItems(64)
            Map<String, String> annotations) {}

    /** Who reaches a Service. */
    public enum ServiceType {
        @Name("ClusterIP")
        CLUSTER_IP("ClusterIP"),
        @Name("NodePort")
        NODE_PORT("NodePort"),
        @Name("LoadBalancer")
        LOAD_BALANCER("LoadBalancer");

        private final String word;

        ServiceType(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A port of the Service. */
    public record PortSpec(
            @Key
            @Doc("Its name")
            @Matches(
                    value = "[a-z]([a-z0-9\\-]{0,13}[a-z0-9])?",
                    meaning = "at most 15 lower-case letters, digits and - after a letter")
            @MaxLength(15)
            String name,

            @Doc("The port") @Range(min = 1, max = 65535) int port,

            @Doc("The port that the node listens on; the same when absent")
            @Name("targetPort")
            @Range(min = 1, max = 65535)
            @Nullable
            Integer targetPort,

            @Doc("The port on every machine of the cluster, of type NodePort or LoadBalancer; chosen when absent")
            @Name("nodePort")
            @Range(min = 1, max = 65535)
            @Nullable
            Integer nodePort) {}

    /** Files of a Secret. */
    public record TlsSpec(
            @Doc("Secret whose entries become files: tls.crt, tls.key and so on") @Name("secretName") @MaxLength(253)
            String secretName,

            @Doc("Their folder, for the paths in layouts")
            @Name("mountPath")
            @Default("/tls")
            @Matches(value = "/[A-Za-z0-9_./\\-]+", meaning = "an absolute path")
            @MaxLength(1024)
            String mountPath) {}

    /** What outlives a pod. */
    public record StorageSpec(
            @Doc("Size of the claim") @Default("1Gi") @MaxLength(32)
            String size,

            @Doc("Storage class of the claim; the cluster's default when absent")
            @Name("storageClass")
            @MaxLength(253)
            @Nullable
            String storageClass,

            @Doc("true: no claim; after a restart it has nothing until its master tells it again") @Default("false")
            boolean ephemeral)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (!QUANTITY.matcher(size).matches()) {
                problems.at("size").add(QUANTITY_MEANING, "");
            }
        }
    }

    /** A toleration of a pod, as Kubernetes has it. */
    public record TolerationSpec(
            @Doc("Key of the taint; all keys when absent") @MaxLength(253) @Nullable
            String key,

            @Doc("Equal or Exists; Equal when absent") @MaxLength(16) @Nullable
            String operator,

            @Doc("Value of the taint") @MaxLength(253) @Nullable
            String value,

            @Doc("Effect of the taint; all effects when absent") @MaxLength(32) @Nullable
            String effect,

            @Doc("How long it stays on a machine that gets the taint NoExecute; for ever when absent")
            @Name("tolerationSeconds")
            @Nullable
            Long tolerationSeconds) {}

    /** A variable of a container's environment. */
    public record EnvSpec(
            @Key
            @Doc("Its name")
            @Matches(value = "[A-Za-z_][A-Za-z0-9_.\\-]*", meaning = "letters, digits and _ . - after a letter or _")
            @MaxLength(255)
            String name,

            @Doc("Its value") @MaxLength(4096) @Nullable String value,

            @Doc("Where its value is, as in a pod's spec: secretKeyRef, configMapKeyRef, fieldRef")
            @Name("valueFrom")
            @MaxItems(8)
            Map<String, Object> valueFrom)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (value != null && !valueFrom.isEmpty()) {
                problems.at("valueFrom").add("a variable has one value", "Remove value or valueFrom");
            }
        }
    }
}
