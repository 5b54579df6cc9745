package dev.weft.engine.desired;

import dev.weft.config.schema.Suggestion;
import dev.weft.engine.desired.NodeValues.Given;
import dev.weft.engine.secret.SecretRef;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in references on one node: {@code $(values.x)}, {@code $(node.authid)}, {@code $(label.x)}. A text that is one reference
 * becomes the typed value, placed where that value was given; {@code $(secret.name/key)} stays.
 */
final class Substitution {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([^()]*)\\)");

    private final Map<String, Given> values;
    private final Map<String, String> labels;
    private final String authid;
    private final String subject;
    private final Findings findings;

    Substitution(Map<String, Given> values, Scope scope, Findings findings) {
        this.values = values;
        this.labels = scope.labels();
        this.authid = scope.authid();
        this.subject = scope.subject();
        this.findings = findings;
    }

    /** For which node, and which document is spoken of in findings. */
    record Scope(String authid, Map<String, String> labels, String subject) {}

    /** The tree with its references filled in. Parts without any are not copied: all nodes share them. */
    Located apply(Located tree) {
        if (tree instanceof Located.Fields fields) {
            return applied(fields);
        }
        if (tree instanceof Located.Items items) {
            return applied(items);
        }
        Located.Leaf leaf = (Located.Leaf) tree;
        return leaf.value() instanceof String text && text.contains("$(") ? filled(text, leaf) : leaf;
    }

    private Located applied(Located.Fields fields) {
        Map<String, Located> copy = null;
        for (Map.Entry<String, Located> field : fields.fields().entrySet()) {
            Located filled = apply(field.getValue());
            if (filled != field.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(fields.fields()) : copy;
                copy.put(field.getKey(), filled);
            }
        }
        return copy == null ? fields : new Located.Fields(copy, fields.origin());
    }

    private Located applied(Located.Items items) {
        List<Located> copy = null;
        for (int i = 0; i < items.items().size(); i++) {
            Located item = items.items().get(i);
            Located filled = apply(item);
            if (filled != item) {
                copy = copy == null ? new ArrayList<>(items.items()) : copy;
                copy.set(i, filled);
            }
        }
        return copy == null ? items : new Located.Items(copy, items.origin());
    }

    private Located filled(String text, Located.Leaf leaf) {
        if (SecretRef.find(text).isPresent()) {
            return leaf;
        }
        Matcher matcher = REFERENCE.matcher(text);
        if (matcher.matches()) {
            Given given = resolve(matcher.group(1), leaf.origin());
            return given == null ? leaf : new Located.Leaf(given.value(), given.origin());
        }
        StringBuilder out = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            Given given = resolve(matcher.group(1), leaf.origin());
            String filled = given == null ? matcher.group() : String.valueOf(given.value());
            matcher.appendReplacement(out, Matcher.quoteReplacement(filled));
        }
        matcher.appendTail(out);
        return new Located.Leaf(out.toString(), leaf.origin());
    }

    private @Nullable Given resolve(String reference, Origin origin) {
        if (reference.startsWith("values.")) {
            return value(reference.substring("values.".length()), origin);
        }
        if (reference.equals("node.authid")) {
            return new Given(authid, origin);
        }
        if (reference.startsWith("label.")) {
            String name = reference.substring("label.".length());
            String label = labels.get(name);
            if (label == null) {
                findings.error(
                        origin,
                        subject,
                        "$(" + reference + "): node '" + authid + "' has no label '" + name + "'",
                        "add the label to the node, or select fewer nodes");
                return null;
            }
            return new Given(label, origin);
        }
        if (reference.startsWith("secret.")) {
            findings.error(
                    origin,
                    subject,
                    "$(" + reference + ") must be the whole value and have the form $(secret.name/key)",
                    "put the whole text into the secret");
            return null;
        }
        findings.error(
                origin,
                subject,
                "unknown reference $(" + reference + ")",
                "known are $(values.x), $(node.authid), $(label.x) and $(secret.name/key)");
        return null;
    }

    private @Nullable Given value(String name, Origin origin) {
        Given given = values.get(name);
        if (given == null) {
            findings.error(
                    origin,
                    subject,
                    "$(values." + name + ") refers to a value that is not declared",
                    Suggestion.nearest(name, values.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("declare it in spec.values"));
        }
        return given;
    }
}
