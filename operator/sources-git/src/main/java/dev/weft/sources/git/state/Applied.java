package dev.weft.sources.git.state;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A revision that was applied.
 *
 * @param time when it went into force
 * @param hash of the commit
 * @param subject of the commit
 */
public record Applied(Instant time, String hash, String subject) {

    private static final int HASH_LENGTH = 40;

    String line() {
        return time + " " + hash + " " + subject.replaceAll("\\p{Cntrl}", " ");
    }

    static Optional<Applied> ofLine(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[1].matches("[0-9a-f]{" + HASH_LENGTH + "}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Applied(Instant.parse(parts[0]), parts[1], parts.length < 3 ? "" : parts[2]));
        } catch (DateTimeParseException damaged) {
            return Optional.empty();
        }
    }
}
