package dev.weft.model.spec;

import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Problem;
import dev.weft.config.schema.Reading;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Kind;
import dev.weft.model.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the spec of a document as the record of its kind, with every problem at its place. */
public final class SpecReader {

    private SpecReader() {}

    /** The spec, or all that is wrong with it. */
    public record SpecRead<T>(Optional<T> spec, List<Finding> findings) {

        public SpecRead {
            findings = List.copyOf(findings);
        }
    }

    /** Reads the spec of a document of the given kind as {@code type}, which must be the kind's record. */
    public static <T extends Record> SpecRead<T> read(Document document, Kind kind, Class<T> type) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> tree = new LinkedHashMap<>(document.spec());
        for (String field : kind.later()) {
            if (tree.containsKey(field)) {
                tree.remove(field);
                findings.add(Finding.error(
                        document.origin("/" + field),
                        document.title(),
                        "'" + field + "' is a feature that is not available in this version",
                        "remove it"));
            }
        }
        Reading<T> reading = Blocks.read(type, tree);
        for (Problem problem : reading.problems()) {
            findings.add(at(document, "", problem));
        }
        return new SpecRead<>(findings.isEmpty() ? reading.value() : Optional.empty(), findings);
    }

    /** The finding for a problem in the part of the spec that {@code pointer} points at. */
    public static Finding at(Document document, String pointer, Problem problem) {
        String place = pointer + problem.pointer();
        String where = Pointer.words("/spec" + place);
        return Finding.error(
                document.origin(place), document.title(), where + ": " + problem.message(), problem.remedy());
    }
}
