package dev.weft.sources.yaml;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import java.util.List;

/**
 * What files and streams held. With an error among the findings the documents are incomplete: report them, do not act on them.
 *
 * @param documents in the order of the files, sorted by path, and within a file as written
 * @param findings sorted by place
 * @param files how many files were read; the stream counts as one
 */
public record Loaded(List<Document> documents, List<Finding> findings, int files) {

    public Loaded {
        documents = List.copyOf(documents);
        findings = findings.stream().sorted().toList();
    }

    /** Whether anything could not be read. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
