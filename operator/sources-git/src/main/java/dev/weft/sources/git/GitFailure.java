package dev.weft.sources.git;

/** A repository cannot be used, for a reason that people can mend. Stackless: it is an expected outcome. */
public final class GitFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String text;
    private final String remedy;

    /** What kind of reason. */
    public enum Reason {
        /** What was asked for cannot be: a url, a ref, a path, a file of keys. */
        WRONG,
        /** The repository does not answer, or does not let us in. */
        UNREACHABLE,
        /** The repository answers so slowly that it was not waited for any longer. */
        SLOW,
        /** Another process uses the same state. */
        BUSY,
        /** The signature is missing or is not what the keys allow. */
        UNVERIFIED,
        /** The revision does not descend from the one that was applied last. */
        REWOUND
    }

    private GitFailure(Reason reason, String text, String remedy) {
        super(text, null, false, false);
        this.reason = reason;
        this.text = text;
        this.remedy = remedy;
    }

    public static GitFailure of(Reason reason, String text, String remedy) {
        return new GitFailure(reason, text, remedy);
    }

    public static GitFailure wrong(String text, String remedy) {
        return new GitFailure(Reason.WRONG, text, remedy);
    }

    public static GitFailure unverified(String text, String remedy) {
        return new GitFailure(Reason.UNVERIFIED, text, remedy);
    }

    public Reason reason() {
        return reason;
    }

    /** One sentence, without secrets. */
    public String text() {
        return text;
    }

    /** What to type or change; may be empty. */
    public String remedy() {
        return remedy;
    }
}
