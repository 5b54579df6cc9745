package dev.weft.sources.git.sign;

/** Why a signature does not count: the end of a sentence that begins with the commit. Stackless: it is an expected outcome. */
final class Unverified extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final String remedy;

    Unverified(String text, String remedy) {
        super(text, null, false, false);
        this.text = text;
        this.remedy = remedy;
    }

    static Unverified tampered() {
        return new Unverified(
                "is not what was signed: its content or its signature was changed afterwards",
                "Find out who pushed it. Sign it again only when you know why.");
    }

    String text() {
        return text;
    }

    String remedy() {
        return remedy;
    }
}
