package dev.weft.crd.schema;

import dev.weft.config.schema.BlockField;
import dev.weft.config.schema.BlockType;
import dev.weft.config.schema.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Schemas of texts, numbers, booleans and words of a choice. */
final class ScalarSchemas {

    /** Whether a scalar may be a reference, {@code $(values.x)}, or has to be written out. */
    enum Notation {
        WRITTEN_OUT,
        OR_REFERENCE
    }

    /** A text with a reference somewhere in it, as {@code Blocks.checkTemplate} takes it. */
    private static final String EMBEDDED = ".*\\$\\(.*\\).*";

    /** A text that is one reference: only that becomes a number or a boolean. */
    private static final String WHOLE = "\\$\\([^()]*\\)";

    private static final String SECRET = "\\$\\(secret\\.[^()]+\\)";
    private static final String VARIABLE = "\\$[A-Za-z_][A-Za-z0-9_]*|\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}";
    private static final String VARIABLE_IN_BRACES = "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}";

    /** Room for a reference where the text itself must be shorter. */
    private static final int REFERENCE_LENGTH = 128;

    private final Notation notation;

    ScalarSchemas(Notation notation) {
        this.notation = notation;
    }

    Map<String, Object> of(BlockType type, BlockField field, String description) {
        if (type instanceof BlockType.Text) {
            return text(field, "", description);
        }
        if (type instanceof BlockType.Choice choice) {
            return choice(new ArrayList<>(choice.constants().keySet()), description);
        }
        if (type instanceof BlockType.Whole whole) {
            return number(whole, field.limits(), "", description);
        }
        if (type instanceof BlockType.Flag) {
            return flag("", description);
        }
        if (type instanceof BlockType.Real && notation == Notation.WRITTEN_OUT) {
            return Schemas.of("number", description);
        }
        if (type instanceof BlockType.Environment environment) {
            return environment(environment.value(), field, description);
        }
        return Schemas.anything(description);
    }

    private Map<String, Object> environment(BlockType value, BlockField field, String description) {
        if (value instanceof BlockType.Text) {
            return text(field, VARIABLE_IN_BRACES, description);
        }
        if (value instanceof BlockType.Whole whole) {
            return number(whole, field.limits(), VARIABLE, description);
        }
        return value instanceof BlockType.Flag ? flag(VARIABLE, description) : Schemas.anything(description);
    }

    private Map<String, Object> text(BlockField field, String variable, String description) {
        Limits limits = field.limits();
        boolean references = notation == Notation.OR_REFERENCE;
        Map<String, Object> schema = Schemas.text(
                references ? Math.max(limits.maxLength(), REFERENCE_LENGTH) : limits.maxLength(), description);
        if (field.secret() && references) {
            schema.put("pattern", whole(SECRET, variable));
        } else if (limits.pattern() != null && references) {
            schema.put("pattern", whole(limits.pattern().pattern(), EMBEDDED));
        } else if (limits.pattern() != null) {
            // As a rule and not as a pattern: a pattern is refused without a word of what is meant.
            Cel.add(
                    schema,
                    "self.matches(" + Cel.text(whole(limits.pattern().pattern())) + ")",
                    "expected " + limits.meaning() + advice(field.doc()));
        }
        return schema;
    }

    private static String advice(String doc) {
        return doc.isEmpty() ? "" : ". " + doc;
    }

    private Map<String, Object> number(BlockType.Whole type, Limits limits, String variable, String description) {
        boolean both = notation == Notation.OR_REFERENCE || !variable.isEmpty();
        Map<String, Object> schema = both ? Schemas.anything(description) : Schemas.of("integer", description);
        if (both) {
            schema.remove(Schemas.OPEN);
            schema.put(Schemas.INT_OR_STRING, true);
            schema.put("maxLength", (long) REFERENCE_LENGTH);
            schema.put("pattern", whole(references(), variable));
        } else {
            schema.put("format", type.wide() ? "int64" : "int32");
        }
        if (limits.min() != Long.MIN_VALUE) {
            schema.put("minimum", limits.min());
        }
        if (limits.max() != Long.MAX_VALUE) {
            schema.put("maximum", limits.max());
        }
        return schema;
    }

    private Map<String, Object> flag(String variable, String description) {
        if (notation == Notation.WRITTEN_OUT && variable.isEmpty()) {
            return Schemas.of("boolean", description);
        }
        // No type can say "a boolean or a text"; the two forms together can.
        Map<String, Object> schema = Schemas.anything(description);
        schema.put(
                "anyOf",
                List.of(Map.of("enum", List.of(true, false)), Map.of("pattern", whole(references(), variable))));
        return schema;
    }

    /** One word of several. A choice that may be a reference is a pattern, whose refusal shows the words as well. */
    Map<String, Object> choice(List<String> words, String description) {
        int longest = words.stream().mapToInt(String::length).max().orElse(0);
        if (notation == Notation.WRITTEN_OUT) {
            Map<String, Object> schema = Schemas.text(longest, description);
            schema.put("enum", List.copyOf(words));
            return schema;
        }
        Map<String, Object> schema = Schemas.text(Math.max(longest, REFERENCE_LENGTH), description);
        schema.put("pattern", whole(String.join("|", words), EMBEDDED));
        return schema;
    }

    private @Nullable String references() {
        return notation == Notation.OR_REFERENCE ? WHOLE : null;
    }

    /** The whole text is one of these. */
    private static String whole(@Nullable String... forms) {
        List<String> given = new ArrayList<>();
        for (String form : forms) {
            if (form != null && !form.isEmpty()) {
                given.add(form);
            }
        }
        return "^(" + String.join("|", given) + ")$";
    }
}
