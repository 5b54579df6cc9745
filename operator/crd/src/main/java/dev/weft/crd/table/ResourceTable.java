package dev.weft.crd.table;

import dev.weft.model.Kinds;
import dev.weft.model.spec.ManagementRealmSpec;
import dev.weft.model.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every kind that can be applied to a cluster, one row each. */
public final class ResourceTable {

    public static final String GROUP = "weft.dev";
    public static final String VERSION = "v1alpha1";

    /** {@code kubectl get weft} shows all of them. */
    public static final String CATEGORY = "weft";

    private static final ResourceRow FABRIC = new ResourceRow(
            Kinds.FABRIC,
            "fabrics",
            List.of("fab"),
            "A fabric master: how to reach it, and what documents may declare.",
            columns(Column.of("Url", ".spec.url")),
            List.of(new Rule(
                    "spec.url",
                    "self.matches('^((ws|wss|rs|rss)://[^/]+|unix:.+)')",
                    "url names no master: write ws://host:port/path, wss://…, rs://host:port, rss://… or unix:path")));

    private static final ResourceRow MANAGEMENT_REALM = new ResourceRow(
            Kinds.MANAGEMENT_REALM,
            "managementrealms",
            List.of("mr"),
            "A management realm: the nodes that are managed together.",
            columns(Column.wide("Label", ".spec.label")),
            List.of(
                    new Rule(
                            "",
                            "(has(self.spec) && has(self.spec.name)) || self.metadata.name.matches('^"
                                    + ManagementRealmSpec.NAME.replace("\\", "\\\\") + "$')",
                            "metadata.name cannot name a management realm, which needs a letter, then 2 to 254 letters,"
                                    + " digits and - _ @ .: choose another, or give it a name of its own in spec.name"),
                    unchanging("name")
                            .says(
                                    "another name is another management realm: create it beside this one, move the nodes by"
                                            + " deleting and creating their documents, then delete this one")));

    private static final ResourceRow FABRIC_NODE = new ResourceRow(
            Kinds.FABRIC_NODE,
            "fabricnodes",
            List.of("fn"),
            "A node: its management realm, its key, its values.",
            columns(
                    Column.of("Realm", ".spec.mrealm"),
                    Column.condition("Online"),
                    Column.wide("Authid", ".spec.authid"),
                    Column.wide("Id", ".status.externalId")),
            List.of(
                    fixedRealm("node", "The node keeps running what it has until it is paired there"),
                    unchanging("authid")
                            .says(
                                    "another authid is another node: create a FabricNode of that name and delete this one"),
                    new Rule(
                            "",
                            "!has(self.spec) || !has(self.spec.workload) || self.metadata.name.matches('^"
                                    + WorkloadSpec.NAME + "$')",
                            WorkloadSpec.NAME_MEANING),
                    new Rule(
                            "spec.workload",
                            "has(self.storage) == has(oldSelf.storage) && (!has(self.storage) || self.storage == oldSelf.storage)",
                            "storage cannot be changed, because the claim is made once: resize the PersistentVolumeClaim itself,"
                                    + " or create another FabricNode and delete this one"),
                    new Rule(
                            "spec.workload.env[]",
                            "!(has(self.value) && has(self.valueFrom))",
                            "a variable has one value: remove value or valueFrom")));

    private static final ResourceRow NODE_LAYOUT = new ResourceRow(
            Kinds.NODE_LAYOUT,
            "nodelayouts",
            List.of("nl"),
            "What runs on the nodes that it selects.",
            columns(
                    Column.of("Realm", ".spec.mrealm"),
                    Column.of("Nodes", ".status.nodes"),
                    Column.wide("Revision", ".status.revision"),
                    Column.wide("Plan", ".status.plan.summary")),
            List.of(
                    fixedRealm("layout", "Its nodes keep what they run meanwhile"),
                    comparable("spec.nodeSelector.matchExpressions[]"),
                    valued("spec.nodeSelector.matchExpressions[]"),
                    comparable("spec.overrides[].nodeSelector.matchExpressions[]"),
                    valued("spec.overrides[].nodeSelector.matchExpressions[]")));

    private static final ResourceRow FABRIC_SOURCE = new ResourceRow(
            Kinds.FABRIC_SOURCE,
            "fabricsources",
            List.of("fsrc"),
            "A Git repository that the operator follows: its documents become resources of this namespace.",
            columns(
                    Column.of("Url", ".spec.url"),
                    Column.of("Ref", ".spec.ref"),
                    Column.of("Revision", ".status.lastAppliedRevision"),
                    Column.wide("Attempted", ".status.lastAttemptedRevision")),
            List.of(
                    new Rule(
                            "",
                            "size(self.metadata.name) <= 63",
                            "the name is too long to be a label, which every resource of the source carries: choose one of at"
                                    + " most 63 characters"),
                    new Rule(
                            "spec.url",
                            "self.matches('^(https://[^/@]+/.+|ssh://[^/:]+(:[0-9]+)?/.+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:.+|[A-Za-z0-9.-]+:[^/].*)$')",
                            "url names no repository that can be followed: write https://HOST/PATH, ssh://git@HOST/PATH or"
                                    + " git@HOST:PATH, and put credentials into a Secret (credentials.secretRef)"),
                    new Rule(
                            "spec.verification",
                            "has(self.secretRef) || has(self.allowedSigners) || has(self.pgpKeys)",
                            "verification names no keys: write secretRef, allowedSigners or pgpKeys, or remove it")));

    private static final List<ResourceRow> ALL =
            List.of(FABRIC, MANAGEMENT_REALM, FABRIC_NODE, NODE_LAYOUT, FABRIC_SOURCE);

    private ResourceTable() {}

    public static List<ResourceRow> all() {
        return ALL;
    }

    /** The row of a kind by its name. */
    public static Optional<ResourceRow> find(String kind) {
        return ALL.stream().filter(row -> row.kind().name().equals(kind)).findFirst();
    }

    /** What every kind shows, around what it shows beyond that. */
    private static List<Column> columns(Column... own) {
        List<Column> columns = new ArrayList<>(List.of(own));
        columns.add(Column.condition("Ready"));
        columns.add(Column.condition("Synced"));
        columns.add(Column.of("Reason", Column.condition("Ready", "reason")));
        columns.add(Column.wide("Message", Column.condition("Ready", "message")));
        columns.add(Column.age());
        return columns;
    }

    private static Rule comparable(String place) {
        return new Rule(
                place,
                "!(self.operator in ['In', 'NotIn']) || (has(self.values) && size(self.values) > 0)",
                "In and NotIn compare with values: add values: […], or use Exists or DoesNotExist");
    }

    private static Rule valued(String place) {
        return new Rule(
                place,
                "!(self.operator in ['Exists', 'DoesNotExist']) || !has(self.values) || size(self.values) == 0",
                "Exists and DoesNotExist compare with nothing: remove values, or use In or NotIn");
    }

    private static Rule fixedRealm(String what, String meanwhile) {
        return new Rule(
                "spec.mrealm",
                "self == oldSelf",
                "a " + what
                        + " cannot move to another management realm: delete and create the document, or create another"
                        + " one of another name. " + meanwhile);
    }

    /** The name that an object has on the master stays: that of the field, or else that of the document. */
    private static Unsaid unchanging(String field) {
        return new Unsaid("(" + effective("self", field) + ") == (" + effective("oldSelf", field) + ")");
    }

    private static String effective(String self, String field) {
        return "has(" + self + ".spec) && has(" + self + ".spec." + field + ") ? " + self + ".spec." + field + " : "
                + self + ".metadata.name";
    }

    private record Unsaid(String rule) {

        Rule says(String message) {
            return new Rule("", rule, message);
        }
    }
}
