package dev.weft.sources.git;

import java.time.Instant;

/**
 * A commit that was fetched and, where keys are given, verified.
 *
 * @param hash of the commit, hexadecimal
 * @param subject first line of its message, shortened
 * @param committed when, as the commit says
 * @param signer who signed it, for people; empty where no keys are given
 */
public record Revision(String hash, String subject, Instant committed, String signer) {

    private static final int SHORT = 10;

    /** The first digits: enough for people. */
    public String shortHash() {
        return shortened(hash);
    }

    /** The first digits of any hash. */
    public static String shortened(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
