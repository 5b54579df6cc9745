package dev.weft.engine.desired;

import dev.weft.config.schema.Suggestion;
import dev.weft.engine.desired.Documents.Parsed;
import dev.weft.model.Document;
import dev.weft.model.LabelSelector;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.NodeLayoutSpec.OverrideSpec;
import dev.weft.model.spec.NodeLayoutSpec.ValueSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values that hold on one node for one layout: default, then override, then the node's own. */
final class NodeValues {

    /** A value and where it was given. */
    record Given(Object value, Origin origin) {}

    private NodeValues() {}

    /** The values of a layout on a node; disagreeing overrides, wrong types and missing values are findings. */
    static SortedMap<String, Given> of(Parsed<NodeLayoutSpec> layout, Parsed<FabricNodeSpec> node, Findings findings) {
        SortedMap<String, Given> values = new TreeMap<>();
        Document document = layout.document();
        layout.spec().values().forEach((name, spec) -> {
            if (spec.otherwise() != null) {
                String pointer = Pointer.child(Pointer.child("/values", name), "default");
                values.put(name, new Given(spec.otherwise(), document.origin(pointer)));
            }
        });
        Map<String, Given> overridden =
                overrides(layout, node.document().metadata().labels(), findings);
        values.putAll(overridden);
        node.spec().values().forEach((name, value) -> {
            if (layout.spec().values().containsKey(name) && value != null) {
                values.put(name, new Given(value, node.document().origin(Pointer.child("/values", name))));
            }
        });
        layout.spec().values().forEach((name, spec) -> check(name, spec, values.get(name), layout, node, findings));
        return values;
    }

    private static Map<String, Given> overrides(
            Parsed<NodeLayoutSpec> layout, Map<String, String> labels, Findings findings) {
        Map<String, Given> overridden = new TreeMap<>();
        List<OverrideSpec> overrides = layout.spec().overrides();
        for (int i = 0; i < overrides.size(); i++) {
            if (!overrides.get(i).nodeSelector().toSelector().matches(labels)) {
                continue;
            }
            String pointer = Pointer.child("/overrides", i) + "/values";
            overrides.get(i).values().forEach((name, value) -> {
                if (value == null) {
                    return;
                }
                Origin origin = layout.document().origin(Pointer.child(pointer, name));
                Given before = overridden.put(name, new Given(value, origin));
                if (before != null && !before.value().equals(value)) {
                    findings.error(
                            origin,
                            layout.document().title(),
                            "value '" + name + "' is overridden differently at " + before.origin()
                                    + ", and both overrides select the same nodes",
                            "make their selectors exclude each other");
                }
            });
        }
        return overridden;
    }

    private static void check(
            String name,
            ValueSpec spec,
            @Nullable Given given,
            Parsed<NodeLayoutSpec> layout,
            Parsed<FabricNodeSpec> node,
            Findings findings) {
        if (given == null) {
            findings.error(
                    node.document().origin(),
                    node.document().title(),
                    "value '" + name + "' of " + layout.document().title() + " is given nowhere for this node",
                    "add it to spec.values, or a default at "
                            + layout.document().origin(Pointer.child("/values", name)));
        } else if (!spec.type().fits(given.value())) {
            findings.error(
                    given.origin(),
                    layout.document().title(),
                    "value '" + name + "' must be of type " + spec.type().word() + ", not " + shown(given.value()),
                    given.value() instanceof String
                            ? "write it without quotes, or change the type"
                            : "put it in quotes, or change the type");
        } else if (given.value() instanceof String text && text.contains("$(")) {
            findings.error(
                    given.origin(),
                    layout.document().title(),
                    "value '" + name + "' contains a reference; values are taken as they are",
                    "write the reference where the value is used");
        }
    }

    /** An override that no node of the layout fits is a slip of the pen, or waits for a node. */
    static void warnOfIdle(Parsed<NodeLayoutSpec> layout, List<Map<String, String>> labels, Findings findings) {
        for (int i = 0; i < layout.spec().overrides().size(); i++) {
            LabelSelector selector =
                    layout.spec().overrides().get(i).nodeSelector().toSelector();
            if (labels.stream().noneMatch(selector::matches)) {
                Document document = layout.document();
                findings.warning(
                        document.origin(Pointer.child("/overrides", i) + "/nodeSelector"),
                        document.title(),
                        "the override selects none of the layout's nodes",
                        "compare its nodeSelector with their labels");
            }
        }
    }

    /** Values that a node or an override gives and nobody declares. */
    static void refuseUndeclared(
            Document document, String pointer, Set<String> given, Set<String> declared, Findings findings) {
        for (String name : given) {
            if (!declared.contains(name)) {
                findings.error(
                        document.origin(Pointer.child(pointer, name)),
                        document.title(),
                        "value '" + name + "' is declared by no layout that applies here",
                        Suggestion.nearest(name, declared)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("declare it in the layout's spec.values"));
            }
        }
    }

    private static String shown(Object value) {
        return value instanceof String text ? "the text '" + text + "'" : String.valueOf(value);
    }
}
