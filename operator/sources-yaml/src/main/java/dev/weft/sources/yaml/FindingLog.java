package dev.weft.sources.yaml;

import dev.weft.model.Finding;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** What was found in one file. */
final class FindingLog {

    private static final String SUBJECT = "yaml";

    private final String file;
    private final int limit;
    private final List<Finding> findings = new ArrayList<>();

    FindingLog(String file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Notes an error. Ends the reading of the file when there are too many. */
    void error(Node.Mark at, String message, String remedy) {
        findings.add(Finding.error(origin(at), SUBJECT, message, remedy));
        if (findings.size() >= limit) {
            throw new Unreadable(
                    at, "too many errors: the rest of this file was not read", "mend the ones above first");
        }
    }

    /** Notes the error that ended the reading of the file. */
    void last(Unreadable cause) {
        findings.add(Finding.error(origin(cause.at), SUBJECT, cause.message, cause.remedy));
    }

    Origin origin(Node.Mark at) {
        return new Origin(file, at.line(), at.column());
    }

    List<Finding> findings() {
        return findings;
    }

    /** The rest of a file cannot be read. Stackless: it is an expected outcome. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Node.Mark at;
        private final String message;
        private final String remedy;

        Unreadable(Node.Mark at, String message, String remedy) {
            super(message, null, false, false);
            this.at = at;
            this.message = message;
            this.remedy = remedy;
        }
    }
}
