package dev.weft.controller.source;

import dev.weft.controller.status.SourceStatus.Persistence;
import dev.weft.controller.status.SourceStatus.Trouble;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.Setting;

/** Why a revision does not come into force. Stackless: it is an expected outcome. */
final class SourceFailure extends RuntimeException {

    static final String INVALID = "Invalid";
    static final String CONFLICT = "Conflict";
    static final String SECRET_MISSING = "SecretMissing";
    static final String APPLY_FAILED = "ApplyFailed";

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    private SourceFailure(Trouble trouble) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    static SourceFailure lasting(String reason, String message) {
        return new SourceFailure(new Trouble(reason, message, Persistence.LASTING));
    }

    static SourceFailure passing(String reason, String message) {
        return new SourceFailure(new Trouble(reason, message, Persistence.PASSING));
    }

    /** In the words of a FabricSource. */
    static SourceFailure of(GitFailure failure) {
        String message = failure.text() + (failure.remedy().isEmpty() ? "" : ". " + failure.remedy());
        String text = Setting.reworded(message, SourceFailure::field);
        return switch (failure.reason()) {
            case UNVERIFIED -> lasting("Unverified", text);
            case REWOUND -> lasting("Rewound", text);
            case SLOW ->
                passing(
                        "FetchFailed",
                        text
                                + " It is tried again; one that is only large gets more time by sources.timeoutSeconds in the"
                                + " chart (the operator's --source-timeout)");
            case WRONG, UNREACHABLE, BUSY -> passing("FetchFailed", text);
        };
    }

    /** What is wrong with the spec or a Secret, found before anybody was asked. */
    static SourceFailure invalid(GitFailure failure) {
        return lasting(INVALID, of(failure).trouble().message());
    }

    /** What a FabricSource calls a setting. */
    static String field(Setting setting) {
        return switch (setting) {
            case REF -> "spec.ref";
            case PATH -> "spec.path";
            case TOKEN -> "spec.credentials.secretRef (its entry token)";
            case AUTHORITIES -> "spec.credentials.secretRef (its entry ca.crt)";
            case SSH_KEY -> "spec.credentials.secretRef (its entry identity)";
            case KNOWN_HOSTS -> "spec.credentials.secretRef (its entry known_hosts)";
            case ALLOWED_SIGNERS -> "spec.verification (allowedSigners, or the Secret's entry allowed_signers)";
            case PGP_KEYS -> "spec.verification (pgpKeys, or entries of the Secret that end in .asc)";
            case REWIND -> "spec.allowRewind:";
            case STATE -> "--source-cache";
        };
    }

    Trouble trouble() {
        return trouble;
    }
}
