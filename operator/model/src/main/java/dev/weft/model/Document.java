package dev.weft.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One document as the user wrote it, before its meaning is checked.
 *
 * @param spec a plain tree: maps with string keys, lists, {@code String}, {@code Long}, {@code Double}, {@code Boolean}, null
 * @param source where each part was written; pointers from the document's root, so the spec is below {@code /spec}
 */
public record Document(String apiVersion, String kind, Metadata metadata, Map<String, Object> spec, SourceMap source) {

    /** The group and version of every kind of ours. */
    public static final String API_VERSION = "weft.dev/v1alpha1";

    /** The group of our kinds; documents of other groups in a folder are skipped with a note. */
    public static final String GROUP = "weft.dev/";

    public Document {
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
    }

    public String name() {
        return metadata.name();
    }

    /** {@code NodeLayout/base}: how messages name it. */
    public String title() {
        return kind + "/" + metadata.name();
    }

    /** Where it begins. */
    public Origin origin() {
        return source.at(Pointer.ROOT);
    }

    /** The place of a part of the spec. */
    public Origin origin(String pointerBelowSpec) {
        return source.at("/spec" + pointerBelowSpec);
    }
}
