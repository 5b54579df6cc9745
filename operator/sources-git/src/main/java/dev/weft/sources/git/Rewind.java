package dev.weft.sources.git;

/**
 * The one step back that somebody confirmed: from the revision that was applied last to one that does not descend from it.
 *
 * @param from first digits of a hash
 * @param to first digits of a hash
 */
public record Rewind(String from, String to) {

    /** No step back. */
    public static final Rewind REFUSED = new Rewind("", "");

    private static final String HASH = "[0-9a-f]{7,40}";

    /**
     * As a user writes it: {@code 3fa9c1d..77b0e21}.
     *
     * @throws GitFailure when it is not of that form
     */
    public static Rewind of(String text) {
        String[] hashes = text.split("\\.\\.", -1);
        if (hashes.length != 2 || !hashes[0].matches(HASH) || !hashes[1].matches(HASH)) {
            throw GitFailure.wrong(
                    "'" + text + "' does not say from where to where",
                    "Write both hashes, at least seven digits of each, as the refusal prints them: FROM..TO.");
        }
        return new Rewind(hashes[0], hashes[1]);
    }

    boolean allows(String applied, String wanted) {
        return !from.isEmpty() && applied.startsWith(from) && wanted.startsWith(to);
    }

    /** How somebody would confirm this step. */
    static String confirmation(String applied, String wanted) {
        return Revision.shortened(applied) + ".." + Revision.shortened(wanted);
    }
}
