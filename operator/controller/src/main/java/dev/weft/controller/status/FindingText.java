package dev.weft.controller.status;

import dev.weft.model.Finding;

/** What is wrong with a document, in the words of a condition. */
public final class FindingText {

    /** Begins the message of a finding about a Secret that is not there. */
    public static final String SECRET = "Secret ";

    private FindingText() {}

    /** {@code spec.workers[0].id: is missing (write id: …)}. */
    static String of(Finding finding) {
        return finding.remedy().isEmpty() ? finding.message() : finding.message() + " (" + finding.remedy() + ")";
    }

    /** The word for it. */
    static String reason(Finding finding) {
        return finding.message().startsWith(SECRET) ? "SecretMissing" : "Invalid";
    }
}
