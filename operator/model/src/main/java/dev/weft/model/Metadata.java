package dev.weft.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Name, labels and annotations of a document, as Kubernetes has them.
 *
 * @param name unique among the documents of its kind
 * @param namespace as written; empty for wherever the documents go
 */
public record Metadata(
        String name, String namespace, SortedMap<String, String> labels, SortedMap<String, String> annotations) {

    public Metadata {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** A name without labels or annotations. */
    public static Metadata named(String name) {
        return new Metadata(name, "", new TreeMap<>(), new TreeMap<>());
    }
}
