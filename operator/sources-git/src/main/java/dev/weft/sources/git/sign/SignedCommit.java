package dev.weft.sources.git.sign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit taken apart as Git does it: what was signed, and the signature.
 *
 * @param hash of the commit
 * @param data the commit without its signature
 * @param signature armored; empty for a commit that is not signed
 * @param time when it was made, as it says
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SignedCommit(String hash, byte[] data, Optional<String> signature, Instant time) {

    private static final String HEADER = "gpgsig ";
    private static final String OTHER = "gpgsig-";

    /**
     * Takes the bytes of a commit apart.
     *
     * @param raw as Git stores it
     */
    public static SignedCommit of(String hash, byte[] raw, Instant time) {
        ByteArrayOutputStream data = new ByteArrayOutputStream(raw.length);
        @Nullable StringBuilder signature = null;
        boolean inside = false;
        boolean tooMany = false;
        int at = 0;
        while (at < raw.length && raw[at] != '\n') {
            int end = lineEnd(raw, at);
            String line = new String(raw, at, end - at, StandardCharsets.ISO_8859_1);
            boolean goesOn = line.startsWith(" ");
            if (inside && goesOn && signature != null) {
                signature.append(line, 1, line.length());
            } else if (line.startsWith(HEADER)) {
                tooMany |= signature != null;
                signature = new StringBuilder(line.substring(HEADER.length()));
                inside = true;
            } else {
                tooMany |= line.startsWith(OTHER);
                inside = false;
                data.write(raw, at, end - at);
            }
            at = end;
        }
        data.write(raw, at, raw.length - at);
        Optional<String> found = tooMany
                ? Optional.of("several")
                : Optional.ofNullable(signature).map(StringBuilder::toString);
        return new SignedCommit(hash, data.toByteArray(), found, time);
    }

    /** Behind the line end. */
    private static int lineEnd(byte[] raw, int from) {
        int at = from;
        while (at < raw.length && raw[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, raw.length);
    }
}
