package dev.weft.crd.schema;

import dev.weft.config.schema.BlockField;
import dev.weft.config.schema.BlockType;
import dev.weft.config.schema.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code kubectl explain} says about a field: its sentence, what it may be where the type does not say so, its default. */
final class Descriptions {

    private Descriptions() {}

    static String of(BlockField field) {
        List<String> sentences = new ArrayList<>();
        if (!field.doc().isEmpty()) {
            sentences.add(field.doc());
        }
        if (field.type() instanceof BlockType.Choice || field.type() instanceof BlockType.Several) {
            sentences.add(capitalised(field.type().words()));
        } else if (isFlag(field.type())) {
            sentences.add("True or false");
        }
        range(field.limits(), sentences);
        Object absent = field.absent();
        if (absent != null && !(absent instanceof Map) && !absent.equals("")) {
            sentences.add("Default: " + absent);
        }
        return String.join(" ", sentences.stream().map(Descriptions::ended).toList());
    }

    private static boolean isFlag(BlockType type) {
        return type instanceof BlockType.Flag
                || (type instanceof BlockType.Environment e && e.value() instanceof BlockType.Flag);
    }

    private static void range(Limits limits, List<String> sentences) {
        boolean low = limits.min() != Long.MIN_VALUE;
        boolean high = limits.max() != Long.MAX_VALUE;
        if (low && high) {
            sentences.add(limits.min() + " to " + limits.max());
        } else if (low) {
            sentences.add(limits.min() + " or more");
        } else if (high) {
            sentences.add("At most " + limits.max());
        }
    }

    /** Says that only some types of block have the field. */
    static void limit(Map<String, Object> schema, List<String> types) {
        String only = "Only for type " + String.join(", ", types) + ".";
        Map<String, Object> words = new LinkedHashMap<>(schema);
        Object said = words.remove("description");
        schema.clear();
        schema.put("description", said == null ? only : said + " " + only);
        schema.putAll(words);
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("…") ? sentence : sentence + ".";
    }
}
