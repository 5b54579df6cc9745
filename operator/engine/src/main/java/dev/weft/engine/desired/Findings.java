package dev.weft.engine.desired;

import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Collects what is found, each thing once: a mistake in a layout is one mistake, however many nodes it selects. */
final class Findings {

    private final TreeSet<Finding> found = new TreeSet<>();

    void add(Finding finding) {
        found.add(finding);
    }

    void addAll(Collection<Finding> findings) {
        found.addAll(findings);
    }

    void error(Origin origin, String subject, String message, String remedy) {
        found.add(Finding.error(origin, subject, message, remedy));
    }

    void warning(Origin origin, String subject, String message, String remedy) {
        found.add(Finding.warning(origin, subject, message, remedy));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Finding::isError);
    }

    List<Finding> sorted() {
        return List.copyOf(found);
    }
}
