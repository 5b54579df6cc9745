package dev.weft.engine.desired;

import dev.weft.config.Ids;
import dev.weft.engine.desired.Documents.Parsed;
import dev.weft.engine.desired.NodeAssembly.Assembled;
import dev.weft.engine.json.CanonicalJson;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.rollout.RolloutPolicy;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.ManagementRealmSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.WorkloadSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Documents to desired state: everything that is wrong at once, or what shall exist. The order of the documents means nothing. */
public final class DesiredLoader {

    private final DesiredOptions options;
    private final Findings findings;
    private final TreeMap<ObjectPath, DesiredObject> objects = new TreeMap<>();
    private final TreeMap<NodeKey, DesiredNode> nodes = new TreeMap<>();
    private final Map<String, String> suspended = new HashMap<>();
    private final TreeMap<String, DesiredLayout> layouts = new TreeMap<>();
    private final PlainTrees trees = new PlainTrees();
    private final WorkerObjects workers = new WorkerObjects(objects, trees);
    private final WorkerChecks.Passed passed = WorkerChecks.Passed.none(trees);

    private DesiredLoader(DesiredOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    /**
     * What came of it.
     *
     * @param desired empty when there is an error among the findings
     * @param findings sorted by place
     */
    public record Loaded(Optional<Desired> desired, List<Finding> findings) {

        public Loaded {
            findings = List.copyOf(findings);
        }
    }

    /** Checks all documents and resolves them. */
    public static Loaded load(Collection<Document> documents, DesiredOptions options) {
        return new DesiredLoader(options, new Findings()).run(documents);
    }

    /**
     * What is wrong with each document by itself. For documents of which some could not be read, so that nothing can be said about
     * the references between them.
     */
    public static List<Finding> checkEach(Collection<Document> documents) {
        Findings findings = new Findings();
        Documents read = Documents.read(documents, findings);
        new DesiredLoader(DesiredOptions.DEFAULT, findings).addRealms(read.realms());
        read.layouts().forEach(layout -> WorkerChecks.checkTemplate(layout.document(), findings));
        return findings.sorted();
    }

    private Loaded run(Collection<Document> all) {
        Documents documents = Documents.read(all, findings);
        Set<String> realms = addRealms(documents.realms());
        NodeAssembly assembly = new NodeAssembly(documents.layouts(), suspended, trees, findings);
        refuseTwins(documents.nodes());
        for (Parsed<FabricNodeSpec> node : documents.nodes()) {
            NodeAssembly.requireRealm(node.document(), node.spec().mrealm(), realms, findings);
            addNode(node, assembly.assemble(node));
        }
        for (Parsed<NodeLayoutSpec> layout : documents.layouts()) {
            checkLayout(layout, realms, assembly.selected().getOrDefault(layout.name(), List.of()));
            layouts.put(layout.name(), layout(layout));
        }
        Optional<Desired> desired =
                findings.hasErrors() ? Optional.empty() : Optional.of(new Desired(objects, nodes, layouts));
        return new Loaded(desired, findings.sorted());
    }

    private Set<String> addRealms(List<Parsed<ManagementRealmSpec>> realms) {
        Map<String, Origin> names = new HashMap<>();
        for (Parsed<ManagementRealmSpec> realm : realms) {
            Document document = realm.document();
            String name =
                    realm.spec().name() == null ? document.name() : realm.spec().name();
            Ids.problemWithManagementRealm(name)
                    .ifPresent(problem -> findings.error(
                            document.origin(),
                            document.title(),
                            "'" + name + "' cannot name a management realm: " + problem,
                            "choose another name"));
            Origin first = names.putIfAbsent(name, document.origin());
            if (first != null) {
                findings.error(
                        document.origin(),
                        document.title(),
                        "management realm '" + name + "' is there twice: the other is at " + first,
                        "rename or remove one of them");
            }
            Map<String, Object> config = new LinkedHashMap<>();
            if (realm.spec().label() != null) {
                config.put("label", realm.spec().label());
            }
            if (realm.spec().description() != null) {
                config.put("description", realm.spec().description());
            }
            if (realm.spec().suspend()) {
                suspended.put(name, document.title());
                continue;
            }
            ObjectPath path = ObjectPath.mrealm(name);
            objects.put(path, DesiredObject.of(path, config, document.source().below("/spec")));
        }
        return new TreeSet<>(names.keySet());
    }

    /** Two nodes of one name, or of one key. */
    private void refuseTwins(List<Parsed<FabricNodeSpec>> all) {
        Map<String, Document> seen = new HashMap<>();
        for (Parsed<FabricNodeSpec> node : all) {
            Document document = node.document();
            NodeKey key = NodeAssembly.key(node);
            Document sameName = seen.putIfAbsent("node " + key, document);
            if (sameName != null) {
                findings.error(
                        document.origin(),
                        document.title(),
                        "node '" + key + "' is declared twice: the other is at " + sameName.origin(),
                        "give one of them another authid");
            }
            String publicKey = node.spec().publicKey();
            Document sameKey = publicKey == null ? null : seen.putIfAbsent("key " + publicKey, document);
            if (sameKey != null) {
                findings.error(
                        document.origin("/publicKey"),
                        document.title(),
                        "has the same public key as " + sameKey.title() + " at " + sameKey.origin("/publicKey"),
                        "every node needs a key of its own");
            }
        }
    }

    private void addNode(Parsed<FabricNodeSpec> parsed, Assembled assembled) {
        DesiredNode node = assembled.node();
        nodes.put(node.key(), node);
        if (parsed.spec().workload() != null) {
            // The API server's rule says the same.
            if (!parsed.document().name().matches(WorkloadSpec.NAME)) {
                findings.error(
                        parsed.document().origin("/workload"),
                        parsed.document().title(),
                        "metadata.name: '" + parsed.document().name()
                                + "' cannot name the StatefulSet and the Service that spec.workload makes",
                        WorkloadSpec.NAME_REMEDY);
            }
            findings.add(Finding.note(
                    parsed.document().origin("/workload"),
                    parsed.document().title(),
                    "spec.workload says how Kubernetes runs the node; without its operator it says nothing, and the node is"
                            + " started by hand: weft node"));
        }
        if (node.retired()) {
            return;
        }
        ObjectPath path = node.key().path();
        Map<String, Object> config = new LinkedHashMap<>();
        node.publicKey().ifPresent(key -> config.put("publicKey", key));
        objects.put(
                path, DesiredObject.of(path, config, parsed.document().source().below("/spec")));
        WorkerChecks checks = new WorkerChecks(parsed.document().title(), options, findings, passed);
        if (checks.check(assembled.workers())) {
            NamedBy named = NamedBy.of(path, assembled.parts());
            ((Located.Items) assembled.workers())
                    .items()
                    .forEach(worker -> workers.add(path, (Located.Fields) worker, named::documents));
        }
    }

    private DesiredLayout layout(Parsed<NodeLayoutSpec> layout) {
        TreeSet<NodeKey> selected = nodes.values().stream()
                .filter(node -> node.layouts().contains(layout.name()))
                .map(DesiredNode::key)
                .collect(Collectors.toCollection(TreeSet::new));
        return new DesiredLayout(
                layout.name(),
                layout.spec().mrealm(),
                CanonicalJson.digest(layout.document().spec()),
                RolloutPolicy.of(layout.spec().rollout(), selected.size()),
                selected,
                layout.document().origin());
    }

    private void checkLayout(Parsed<NodeLayoutSpec> layout, Set<String> realms, List<Map<String, String>> selected) {
        Document document = layout.document();
        NodeAssembly.requireRealm(document, layout.spec().mrealm(), realms, findings);
        for (int i = 0; i < layout.spec().overrides().size(); i++) {
            NodeValues.refuseUndeclared(
                    document,
                    "/overrides/" + i + "/values",
                    layout.spec().overrides().get(i).values().keySet(),
                    layout.spec().values().keySet(),
                    findings);
        }
        if (!selected.isEmpty()) {
            NodeValues.warnOfIdle(layout, selected, findings);
        } else {
            WorkerChecks.checkTemplate(document, findings);
            findings.warning(
                    document.origin("/nodeSelector"),
                    document.title(),
                    "selects no node",
                    "compare nodeSelector with the labels of the nodes of '"
                            + layout.spec().mrealm() + "'");
        }
    }
}
