package dev.weft.config.schema;

import java.util.Optional;

/** Reads the values that are no blocks, lists or dictionaries of a field. */
final class ScalarReader {

    private final BlockField field;

    ScalarReader(BlockField field) {
        this.field = field;
    }

    Object read(BlockType type, Object tree, Problems at) {
        if (type instanceof BlockType.Text) {
            return tree instanceof String s ? text(s, at) : wrong(type, tree, at);
        }
        if (type instanceof BlockType.Whole w) {
            return Trees.isWhole(tree) ? whole(((Number) tree).longValue(), w, at) : wrong(type, tree, at);
        }
        if (type instanceof BlockType.Real) {
            return tree instanceof Number n ? Double.valueOf(n.doubleValue()) : wrong(type, tree, at);
        }
        if (type instanceof BlockType.Flag) {
            return tree instanceof Boolean ? tree : wrong(type, tree, at);
        }
        if (type instanceof BlockType.Choice c) {
            return choice(c, tree, at);
        }
        if (type instanceof BlockType.Environment e) {
            return environment(e, tree, at);
        }
        if (type instanceof BlockType.Several s) {
            return s.shapes().stream().anyMatch(shape -> shape.fits(tree)) ? tree : wrong(type, tree, at);
        }
        return tree;
    }

    private Object text(String s, Problems at) {
        Limits limits = field.limits();
        if (s.length() > limits.maxLength()) {
            at.add("a string of " + s.length() + " characters, more than " + limits.maxLength(), "Shorten it");
            return BlockReader.UNKNOWN;
        }
        if (limits.pattern() != null && !limits.pattern().matcher(s).matches()) {
            at.add("expected " + limits.meaning() + ", got " + Trees.shown(s, field.secret()), "");
            return BlockReader.UNKNOWN;
        }
        return s;
    }

    private Object whole(long value, BlockType.Whole type, Problems at) {
        Limits limits = field.limits();
        long min = type.wide() ? limits.min() : Math.max(limits.min(), Integer.MIN_VALUE);
        long max = type.wide() ? limits.max() : Math.min(limits.max(), Integer.MAX_VALUE);
        if (value < min || value > max) {
            String bounds = max == Long.MAX_VALUE || max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
            String expected = min == max ? String.valueOf(min) : "an integer, " + bounds;
            at.add("expected " + expected + ", got " + (field.secret() ? "another" : value), "");
            return BlockReader.UNKNOWN;
        }
        if (type.wide()) {
            return value;
        }
        return (int) value;
    }

    private Object choice(BlockType.Choice type, Object tree, Problems at) {
        Object constant = tree instanceof String s ? type.constants().get(s) : null;
        if (constant != null) {
            return constant;
        }
        String meant = tree instanceof String s
                ? Suggestion.nearest(s, type.constants().keySet())
                        .map(n -> "Did you mean \"" + n + "\"?")
                        .orElse("")
                : "";
        at.add("expected " + type.words() + ", got " + Trees.shown(tree, field.secret()), meant);
        return BlockReader.UNKNOWN;
    }

    private Object environment(BlockType.Environment type, Object tree, Problems at) {
        if (tree instanceof String s) {
            Optional<String> variable = type.variableIn(s);
            if (variable.isPresent()) {
                return OrEnv.variable(variable.get());
            }
            if (!(type.value() instanceof BlockType.Text)) {
                return wrong(type, tree, at);
            }
        }
        Object value = read(type.value(), tree, at);
        return value == BlockReader.UNKNOWN ? value : OrEnv.of(value);
    }

    private Object wrong(BlockType type, Object tree, Problems at) {
        String remedy =
                type instanceof BlockType.Text && !field.secret() && (tree instanceof Number || tree instanceof Boolean)
                        ? "Quote it: \"" + tree + "\""
                        : "";
        at.add("expected " + type.words() + ", got " + Trees.shown(tree, field.secret()), remedy);
        return BlockReader.UNKNOWN;
    }
}
