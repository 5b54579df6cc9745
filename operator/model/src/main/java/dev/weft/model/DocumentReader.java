package dev.weft.model;

import dev.weft.config.schema.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes the envelope of a parsed tree apart: {@code apiVersion}, {@code kind}, {@code metadata}, {@code spec}. Files and custom resources alike. */
public final class DocumentReader {

    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata", "spec", "status");

    /** Fields of {@code metadata} that Kubernetes knows; ours are the first four. */
    private static final Set<String> METADATA = Set.of(
            "name",
            "namespace",
            "labels",
            "annotations",
            "generateName",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "finalizers",
            "ownerReferences",
            "managedFields",
            "selfLink");

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
            return refused(
                    origin,
                    "a document must be a map with apiVersion, kind, metadata and spec",
                    "begin it with apiVersion: " + Document.API_VERSION);
        }
        String apiVersion = text(map.get("apiVersion"));
        String kind = text(map.get("kind"));
        if (!apiVersion.startsWith(Document.GROUP)) {
            return foreign(map, apiVersion, kind, source);
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
        refuseUnknown(map, ENVELOPE, new Place("", subject, "fields of the kind belong below spec"), source, findings);
        Metadata metadata = metadata(map.get("metadata"), source, subject, findings);
        Map<String, Object> spec = spec(map.get("spec"), source, subject, findings);
        if (findings.stream().anyMatch(Finding::isError)) {
            return new Read(Optional.empty(), findings);
        }
        return new Read(Optional.of(new Document(apiVersion, kind, metadata, spec, source)), findings);
    }

    /** Where an unknown field was found, and what to do when it resembles nothing. */
    private record Place(String pointer, String subject, String remedy) {}

    private static void refuseUnknown(
            Map<?, ?> map, Set<String> known, Place place, SourceMap source, List<Finding> findings) {
        for (Object each : map.keySet()) {
            String key = String.valueOf(each);
            if (!known.contains(key)) {
                findings.add(Finding.error(
                        source.at(Pointer.child(place.pointer(), key)),
                        place.subject(),
                        "unknown field '" + key + "' "
                                + (place.pointer().isEmpty()
                                        ? "beside spec"
                                        : "in " + place.pointer().substring(1)),
                        Suggestion.nearest(key, new TreeSet<>(known))
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse(place.remedy())));
            }
        }
    }

    /** No document of ours: somebody else's, unless it looks like a slip of the pen. */
    private static Read foreign(Map<?, ?> map, String apiVersion, String kind, SourceMap source) {
        Origin origin = source.at(Pointer.ROOT);
        String subject = kind.isEmpty() ? "document" : kind;
        String remedy = "write apiVersion: " + Document.API_VERSION;
        if (apiVersion.isEmpty()) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.error(origin, subject, "apiVersion is missing", remedy));
            refuseUnknown(map, ENVELOPE, new Place("", subject, remedy), source, findings);
            return new Read(Optional.empty(), findings);
        }
        String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')) + 1);
        boolean slip = Suggestion.nearest(group, List.of(Document.GROUP)).isPresent()
                || Kinds.find(kind)
                        .filter(known -> known.isBuilt() && !known.equals(Kinds.FABRIC))
                        .isPresent();
        Finding finding = slip
                ? Finding.error(source.at("/apiVersion"), subject, "unknown group '" + apiVersion + "'", remedy)
                : Finding.note(origin, subject, "skipped: belongs to '" + apiVersion + "'");
        return new Read(Optional.empty(), List.of(finding));
    }

    private static Metadata metadata(@Nullable Object tree, SourceMap source, String subject, List<Finding> findings) {
        if (!(tree instanceof Map<?, ?> map)) {
            findings.add(Finding.error(
                    source.at("/metadata"), subject, "metadata.name is missing", "write metadata: {name: …}"));
            return Metadata.named("");
        }
        Place place = new Place("/metadata", subject, "remove it");
        refuseUnknown(map, METADATA, place, source, findings);
        String name = text(map.get("name"));
        if (name.isEmpty()) {
            boolean there = map.get("name") != null;
            findings.add(Finding.error(
                    source.at(there ? "/metadata/name" : "/metadata"),
                    subject,
                    there ? "metadata.name must be a text that is not empty" : "metadata.name is missing",
                    there ? "put it in quotes" : "write metadata: {name: …}, with a space after the colon"));
        }
        return new Metadata(
                name,
                text(map.get("namespace")),
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
            findings.add(Finding.error(
                    source.at(pointer),
                    subject,
                    pointer.substring(1).replace('/', '.') + " must be a map of text",
                    "write {name: value}"));
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
            findings.add(Finding.error(source.at("/spec"), subject, "spec must be a map", "write spec: {…}"));
        }
        return spec;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Read refused(Origin origin, String message, String remedy) {
        return new Read(Optional.empty(), List.of(Finding.error(origin, "document", message, remedy)));
    }
}
