package dev.weft.controller.workload;

import dev.weft.controller.fabric.FabricReading;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.status.Condition;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about the workload of one node: its objects, or why none are made or changed. Pure.
 *
 * @param objects empty where there is an obstacle
 * @param needsKey whether a key is to be made first
 */
record WorkloadPlan(Optional<WorkloadObjects> objects, boolean needsKey, Optional<Condition> obstacle) {

    /**
     * @param suspended what says that the node is left as it is; empty: nothing does
     * @param wanted what its layouts merge to, as far as that is known
     */
    static WorkloadPlan of(
            Cluster cluster,
            WorkloadSettings settings,
            NodeIdentity node,
            FabricNodeSpec spec,
            Optional<String> suspended,
            Optional<DesiredNode> wanted) {
        WorkloadSpec workload = spec.workload();
        if (workload == null) {
            throw new IllegalArgumentException("nobody asked for a workload");
        }
        if (!settings.permitted()) {
            return held("WorkloadsDisabled", """
                    the operator was installed without the right to run nodes: set workloads.enabled=true in the chart, or remove\
                     spec.workload""");
        }
        if (!node.isNameable()) {
            return held("InvalidName", WorkloadSpec.NAME_MEANING);
        }
        FabricReading fabric = FabricReading.of(cluster, settings.ownNamespace(), settings.installation());
        if (fabric.target().isEmpty()) {
            return fabric.hold()
                    .map(hold -> held(hold.reason(), hold.message()))
                    .orElseThrow();
        }
        FabricTarget target = fabric.target().get();
        Optional<MasterAuthority> authority = authority(target, settings, node, workload);
        Optional<WorkloadPlan> refused = refused(target, settings, node, workload)
                .or(() -> authority.filter(each -> !each.isUsable()).map(WorkloadPlan::unusable))
                .or(() -> suspended.map(by -> waits("Suspended", "is left as it is: " + by)))
                .or(() -> keyTrouble(cluster, node, spec));
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<String> publicKey = NodeKeySecret.publicKey(cluster, node.namespace(), node.name());
        WorkloadFacts facts = new WorkloadFacts(
                settings.image().orElse(""),
                target.url(),
                authority,
                publicKey,
                wanted.map(DesiredNode::tree).map(ListeningPorts::of).orElse(List.of()));
        return new WorkloadPlan(
                Optional.of(new WorkloadObjects(node, workload, facts)), publicKey.isEmpty(), Optional.empty());
    }

    /** Where the master is reached by TLS. */
    private static Optional<MasterAuthority> authority(
            FabricTarget target, WorkloadSettings settings, NodeIdentity node, WorkloadSpec workload) {
        String url = workload.masterUrl() == null ? target.url() : workload.masterUrl();
        return target.authorities()
                .filter(each -> url.startsWith("wss:") || url.startsWith("rss:"))
                .map(each -> new MasterAuthority(each, node.namespace().equals(settings.ownNamespace())));
    }

    private static WorkloadPlan unusable(MasterAuthority authority) {
        return held(
                "AuthorityInvalid",
                "'" + authority.written().key() + "' of Secret "
                        + authority.written().secret() + ", which spec.tls.caSecret of Fabric/" + FabricReading.NAME
                        + " names, holds no certificate (PEM), so that no node would trust its master: put one there");
    }

    private static Optional<WorkloadPlan> refused(
            FabricTarget target, WorkloadSettings settings, NodeIdentity node, WorkloadSpec workload) {
        if (!target.admits(node.namespace(), settings.ownNamespace())) {
            return Optional.of(held(
                    "NamespaceNotAllowed",
                    "Fabric/" + FabricReading.NAME + " does not admit this namespace: add " + node.namespace()
                            + " to its spec.allowedNamespaces"));
        }
        if (target.observe()) {
            return Optional.of(waits(
                    "Observing", "the fabric is only observed: nothing is made or changed until its mode is Enforce"));
        }
        if (workload.image() == null && settings.image().isEmpty()) {
            return Optional.of(
                    held(
                            "ImageMissing",
                            "neither spec.workload.image nor the operator (--workload-image) says which image to run: write one"));
        }
        if (workload.masterUrl() == null && target.url().startsWith("unix:")) {
            return Optional.of(held(
                    "MasterUnreachable",
                    "the master's address " + target.url()
                            + " is a socket that no pod reaches: write spec.workload.masterUrl"));
        }
        return Optional.empty();
    }

    /** A key that is written down and one in the Secret must be the same; nothing runs with another. */
    private static Optional<WorkloadPlan> keyTrouble(Cluster cluster, NodeIdentity node, FabricNodeSpec spec) {
        String name = NodeKeySecret.name(node.name());
        Optional<Map<String, String>> secret = cluster.secret(node.namespace(), name);
        String written = spec.publicKey();
        if (secret.isEmpty()) {
            return written == null
                    ? none()
                    : Optional.of(held(
                            "KeyMissing",
                            "spec.publicKey is written, and its private half is not in the cluster: kubectl -n "
                                    + node.namespace() + " create secret generic " + name
                                    + " --from-file=" + NodeKeySecret.PRIVATE
                                    + "=FILE, or remove spec.publicKey to have a key made"));
        }
        Optional<String> there = NodeKeySecret.publicKey(cluster, node.namespace(), node.name());
        if (there.isEmpty()) {
            return Optional.of(held(
                    "KeyInvalid",
                    "Secret " + name + " has no entry '" + NodeKeySecret.PRIVATE
                            + "' with a node's private key: put one there (weft keys generate --node makes it), or delete"
                            + " the Secret to have one made"));
        }
        if (written != null && !written.equalsIgnoreCase(there.get())) {
            return Optional.of(held(
                    "KeyMismatch",
                    "spec.publicKey is " + written + ", and Secret " + name + " holds the key " + there.get()
                            + ": remove spec.publicKey, or put the private half of it into the Secret"));
        }
        return none();
    }

    private static Optional<WorkloadPlan> none() {
        return Optional.empty();
    }

    private static WorkloadPlan held(String reason, String message) {
        return new WorkloadPlan(
                Optional.empty(), false, Optional.of(WorkloadStatus.condition(Condition.FALSE, reason, message)));
    }

    private static WorkloadPlan waits(String reason, String message) {
        return new WorkloadPlan(
                Optional.empty(), false, Optional.of(WorkloadStatus.condition(Condition.UNKNOWN, reason, message)));
    }

    /** The node that a resource declares. */
    static NodeIdentity identity(ResourceRef ref, FabricNodeSpec spec) {
        return new NodeIdentity(ref.namespace(), ref.name(), spec.authid() == null ? ref.name() : spec.authid());
    }
}
