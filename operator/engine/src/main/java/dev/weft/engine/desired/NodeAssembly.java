package dev.weft.engine.desired;

import dev.weft.config.schema.Suggestion;
import dev.weft.engine.desired.Documents.Parsed;
import dev.weft.engine.desired.NodeValues.Given;
import dev.weft.engine.path.NodeKey;
import dev.weft.model.Document;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One node out of its document and the layouts that select it: values chosen, references filled in, trees merged. */
final class NodeAssembly {

    private final List<Parsed<NodeLayoutSpec>> layouts;
    private final Map<String, String> suspendedRealms;
    private final Findings findings;
    private final PlainTrees trees;
    private final Map<String, List<Map<String, String>>> used = new TreeMap<>();
    /** The workers of each document, before its references are filled in. */
    private final Map<Document, Located> workers = new IdentityHashMap<>();

    /** @param suspendedRealms management realms that are suspended, with the titles of their documents */
    NodeAssembly(
            List<Parsed<NodeLayoutSpec>> layouts,
            Map<String, String> suspendedRealms,
            PlainTrees trees,
            Findings findings) {
        this.layouts = layouts;
        this.suspendedRealms = suspendedRealms;
        this.trees = trees;
        this.findings = findings;
    }

    static NodeKey key(Parsed<FabricNodeSpec> node) {
        String authid = node.spec().authid();
        return new NodeKey(node.spec().mrealm(), authid == null ? node.name() : authid);
    }

    /** The labels of the nodes that each layout selected so far; a layout that selected none is not in it. */
    Map<String, List<Map<String, String>>> selected() {
        return used;
    }

    /**
     * The node, and the merged workers with their places.
     *
     * @param parts what each of its documents says, values filled in
     */
    record Assembled(DesiredNode node, Located workers, Map<String, Located> parts) {}

    Assembled assemble(Parsed<FabricNodeSpec> node) {
        NodeKey key = key(node);
        Document document = node.document();
        Map<String, String> labels = document.metadata().labels();
        Map<String, Located> parts = new LinkedHashMap<>();
        Optional<String> suspendedBy = node.spec().suspend() ? Optional.of(document.title()) : Optional.empty();
        Set<String> declared = new TreeSet<>();
        Located tree = new Located.Items(List.of(), document.origin());
        boolean first = true;
        for (Parsed<NodeLayoutSpec> layout : layouts) {
            if (isRetired(node)
                    || !layout.spec().mrealm().equals(key.mrealm())
                    || !layout.spec().nodeSelector().toSelector().matches(labels)) {
                continue;
            }
            used.computeIfAbsent(layout.name(), name -> new ArrayList<>()).add(labels);
            declared.addAll(layout.spec().values().keySet());
            if (suspendedBy.isEmpty() && layout.spec().suspend()) {
                suspendedBy = Optional.of(layout.document().title());
            }
            Located filled = fill(layout.document(), NodeValues.of(layout, node, findings), key, labels);
            parts.put(layout.name(), filled);
            tree = first ? filled : merge(document, tree, filled);
            first = false;
        }
        if (!node.spec().workers().isEmpty() && !isRetired(node)) {
            Located filled = fill(document, own(node), key, labels);
            parts.put(DesiredNode.ownDocument(key), filled);
            tree = first ? filled : merge(document, tree, filled);
        } else if (!parts.isEmpty()) {
            NodeValues.refuseUndeclared(
                    document, "/values", node.spec().values().keySet(), declared, findings);
        }
        String own = DesiredNode.ownDocument(key);
        List<String> names = parts.keySet().stream()
                .map(name -> name.equals(own) ? document.title() : name)
                .toList();
        Selection selection = new Selection(names, suspendedBy);
        return new Assembled(desired(node, selection, tree), tree, parts);
    }

    private static boolean isRetired(Parsed<FabricNodeSpec> node) {
        return node.spec().lifecycle() == FabricNodeSpec.Lifecycle.RETIRED;
    }

    private Located merge(Document document, Located one, Located other) {
        Map<String, Located> a = Map.of("workers", one);
        Map<String, Located> b = Map.of("workers", other);
        Located merged = new TreeMerge(document.title(), findings)
                .merge(new Located.Fields(a, one.origin()), new Located.Fields(b, other.origin()));
        Located workers = ((Located.Fields) merged).fields().get("workers");
        return workers == null ? one : workers;
    }

    private Located fill(Document document, Map<String, Given> values, NodeKey key, Map<String, String> labels) {
        return new Substitution(values, new Substitution.Scope(key.authid(), labels, document.title()), findings)
                .apply(workers.computeIfAbsent(document, NodeAssembly::written));
    }

    private static Located written(Document document) {
        Located workers = Located.of(document.spec().get("workers"), document.source(), "/spec/workers");
        return workers instanceof Located.Leaf ? new Located.Items(List.of(), workers.origin()) : workers;
    }

    /** A node's own workers may use its own values without a declaration. */
    private static Map<String, Given> own(Parsed<FabricNodeSpec> node) {
        Map<String, Given> values = new TreeMap<>();
        node.spec().values().forEach((name, value) -> {
            if (value != null) {
                values.put(name, new Given(value, node.document().origin(Pointer.child("/values", name))));
            }
        });
        return values;
    }

    /** What the documents say of a node as a whole. */
    private record Selection(List<String> layouts, Optional<String> suspendedBy) {}

    private DesiredNode desired(Parsed<FabricNodeSpec> node, Selection selection, Located workers) {
        FabricNodeSpec spec = node.spec();
        Optional<LayoutPolicy> policy = spec.layoutPolicy() == null
                ? Optional.empty()
                : Optional.of(LayoutPolicy.valueOf(spec.layoutPolicy().name()));
        Map<String, Object> tree = new LinkedHashMap<>();
        Object plain = trees.of(workers);
        if (plain != null) {
            tree.put("workers", plain);
        }
        SourceMap places = Located.places(
                new Located.Fields(Map.of("workers", workers), node.document().origin()));
        return new DesiredNode(
                key(node),
                Optional.ofNullable(spec.publicKey()).map(text -> text.toLowerCase(Locale.ROOT)),
                policy,
                new TreeMap<>(node.document().metadata().labels()),
                selection.layouts(),
                isRetired(node),
                spec.prune(),
                selection.suspendedBy().or(() -> Optional.ofNullable(suspendedRealms.get(spec.mrealm()))),
                tree,
                places,
                node.document().origin());
    }

    /** A management realm that a document names and nobody declares. */
    static void requireRealm(Document document, String mrealm, Set<String> realms, Findings findings) {
        if (!realms.contains(mrealm)) {
            findings.error(
                    document.origin("/mrealm"),
                    document.title(),
                    "management realm '" + mrealm + "' is declared by no document",
                    Suggestion.nearest(mrealm, realms)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("add a document of kind ManagementRealm with this name"));
        }
    }
}
