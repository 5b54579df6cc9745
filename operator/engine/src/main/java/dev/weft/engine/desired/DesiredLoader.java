package dev.weft.engine.desired;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Documents to desired state: everything that is wrong at once, or what shall exist. The order of the documents means nothing. */
public final class DesiredLoader {

    private DesiredLoader() {}

    /**
     * What came of it.
     *
     * @param desired empty when there is an error among the findings
     * @param findings sorted by place
     */
    public record Loaded(Optional<Desired> desired, List<Finding> findings) {

        public Loaded {
            findings = List.copyOf(findings);
        }
    }

    /** Checks all documents and resolves them. */
    public static Loaded load(Collection<Document> documents, DesiredOptions options) {
        return new Loaded(Optional.of(new Desired(new TreeMap<>(), new TreeMap<>())), new ArrayList<>());
    }
}
