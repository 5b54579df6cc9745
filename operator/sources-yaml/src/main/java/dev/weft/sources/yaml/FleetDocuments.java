package dev.weft.sources.yaml;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Documents and what they mean.
 *
 * @param documents as they were read
 * @param desired empty where there is an error among the findings
 * @param findings of reading and of meaning, sorted by place
 * @param files how many files were read
 */
public record FleetDocuments(List<Document> documents, Optional<Desired> desired, List<Finding> findings, int files) {

    private static final String NONE = "no document of weft.dev";

    public FleetDocuments {
        documents = List.copyOf(documents);
        findings = List.copyOf(findings);
    }

    /**
     * Reads and checks all documents at these locations. References between documents are looked at only when everything could be
     * read.
     */
    public static FleetDocuments load(List<String> locations, InputStream stream) {
        return of(YamlSource.withStream(stream).load(locations), locations.get(0));
    }

    /**
     * Checks documents that were read.
     *
     * @param location where from, for messages
     */
    public static FleetDocuments of(Loaded loaded, String location) {
        if (!loaded.hasErrors() && !loaded.documents().isEmpty()) {
            return resolve(loaded.documents(), loaded.findings(), loaded.files());
        }
        List<Finding> findings = new ArrayList<>(loaded.findings());
        if (!loaded.hasErrors()) {
            findings.add(noneIn(location));
        }
        findings.addAll(DesiredLoader.checkEach(loaded.documents()));
        return new FleetDocuments(
                loaded.documents(), Optional.empty(), findings.stream().sorted().toList(), loaded.files());
    }

    /** Most often a pipe whose first half failed: an empty fleet is not what anybody meant. */
    private static Finding noneIn(String location) {
        String file = location.equals(YamlSource.STREAM) ? "<stdin>" : location;
        return Finding.error(
                new Origin(file, 1, 1),
                "files",
                NONE,
                "begin one with apiVersion: " + Document.API_VERSION
                        + "; behind a pipe, run the command before it alone");
    }

    /** The same files with other documents: what was left out in them has been filled in. */
    public FleetDocuments with(List<Document> completed) {
        return resolve(completed, List.of(), files);
    }

    private static FleetDocuments resolve(List<Document> documents, List<Finding> before, int files) {
        DesiredLoader.Loaded resolved = DesiredLoader.load(documents, DesiredOptions.DEFAULT);
        List<Finding> findings = new ArrayList<>(before);
        findings.addAll(resolved.findings());
        return new FleetDocuments(
                documents, resolved.desired(), findings.stream().sorted().toList(), files);
    }

    /** Whether there is no document at all, and nothing else is wrong. */
    public boolean isNothing() {
        return documents.isEmpty()
                && findings.stream().filter(Finding::isError).count() == 1
                && findings.stream().anyMatch(finding -> finding.message().equals(NONE));
    }

    /** Whether anything is wrong. */
    public boolean hasErrors() {
        return desired.isEmpty() || findings.stream().anyMatch(Finding::isError);
    }
}
