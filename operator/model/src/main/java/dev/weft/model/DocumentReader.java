package dev.weft.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the envelope of a parsed tree apart: {@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}. Files and custom resources alike. */
public final class DocumentReader {

    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata", "spec", "status");

    private DocumentReader() {}

    /** A document, or why there is none; a document of a foreign group is neither, with a note. */
    public record Read(Optional<Document> document, List<Finding> findings) {

        public Read {
            findings = List.copyOf(findings);
        }
    }

    /** Reads one parsed document. */
    public static Read read(@Nullable Object tree, SourceMap source) {
        Origin origin = source.at(Pointer.ROOT);
        if (!(tree instanceof Map<?, ?> map)) {
            return refused(origin, "document", "a document must be a map with apiVersion, kind, metadata and spec");
        }
        String apiVersion = text(map.get("apiVersion"));
        String kind = text(map.get("kind"));
        if (!apiVersion.startsWith(Document.GROUP)) {
            if (apiVersion.isEmpty()) {
                return refused(origin, "document", "apiVersion is missing; expected '" + Document.API_VERSION + "'");
            }
            Finding skipped = Finding.note(origin, kind, "skipped: belongs to '" + apiVersion + "'");
            return new Read(Optional.empty(), List.of(skipped));
        }
        List<Finding> findings = new ArrayList<>();
        String subject = kind.isEmpty() ? "document" : kind;
        if (!apiVersion.equals(Document.API_VERSION)) {
            findings.add(Finding.error(
                    source.at("/apiVersion"),
                    subject,
                    "unknown version '" + apiVersion + "'",
                    "write '" + Document.API_VERSION + "'"));
        }
        if (kind.isEmpty()) {
            findings.add(Finding.error(origin, subject, "kind is missing", "one of " + Kinds.names()));
        }
        for (Object key : map.keySet()) {
            if (!ENVELOPE.contains(String.valueOf(key))) {
                findings.add(Finding.error(
                        source.at(Pointer.child("", String.valueOf(key))),
                        subject,
                        "unknown field '" + key + "' beside spec",
                        "fields of the kind belong below spec"));
            }
        }
        Metadata metadata = metadata(map.get("metadata"), source, subject, findings);
        Map<String, Object> spec = spec(map.get("spec"), source, subject, findings);
        if (findings.stream().anyMatch(Finding::isError)) {
            return new Read(Optional.empty(), findings);
        }
        return new Read(Optional.of(new Document(apiVersion, kind, metadata, spec, source)), findings);
    }

    private static Metadata metadata(@Nullable Object tree, SourceMap source, String subject, List<Finding> findings) {
        if (!(tree instanceof Map<?, ?> map)) {
            findings.add(Finding.error(
                    source.at("/metadata"), subject, "metadata.name is missing", "write metadata: {name: …}"));
            return Metadata.named("");
        }
        String name = text(map.get("name"));
        if (name.isEmpty()) {
            findings.add(Finding.error(
                    source.at("/metadata"),
                    subject,
                    "metadata.name is missing or not text",
                    "write metadata: {name: …}"));
        }
        return new Metadata(
                name,
                texts(map.get("labels"), "/metadata/labels", source, subject, findings),
                texts(map.get("annotations"), "/metadata/annotations", source, subject, findings));
    }

    private static TreeMap<String, String> texts(
            @Nullable Object tree, String pointer, SourceMap source, String subject, List<Finding> findings) {
        TreeMap<String, String> texts = new TreeMap<>();
        if (tree == null) {
            return texts;
        }
        if (!(tree instanceof Map<?, ?> map)) {
            findings.add(Finding.error(source.at(pointer), subject, pointer + " must be a map of text", ""));
            return texts;
        }
        map.forEach((key, value) -> {
            if (value instanceof String text) {
                texts.put(String.valueOf(key), text);
            } else {
                findings.add(Finding.error(
                        source.at(Pointer.child(pointer, String.valueOf(key))),
                        subject,
                        "the value of '" + key + "' must be text",
                        "put it in quotes"));
            }
        });
        return texts;
    }

    private static Map<String, Object> spec(
            @Nullable Object tree, SourceMap source, String subject, List<Finding> findings) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> spec.put(String.valueOf(key), value));
        } else if (tree != null) {
            findings.add(Finding.error(source.at("/spec"), subject, "spec must be a map", ""));
        }
        return spec;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Read refused(Origin origin, String subject, String message) {
        return new Read(Optional.empty(), List.of(Finding.error(origin, subject, message, "")));
    }
}
