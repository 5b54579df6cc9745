package dev.weft.fabric.control;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Where new ids and times come from. */
public final class Origin {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Origin(InstantSource clock) {
        this.clock = clock;
    }

    public InstantSource clock() {
        return clock;
    }

    public SecureRandom random() {
        return random;
    }

    /** A new UUID, as objects of the master have it on the wire. */
    public String oid() {
        return UUID.randomUUID().toString();
    }

    /** Microseconds since 1970. */
    public long micros() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }

    /** Now, as ISO-8601 UTC with milliseconds. */
    public String iso() {
        return iso(clock.instant());
    }

    /** ISO-8601 UTC with milliseconds. */
    public static String iso(Instant instant) {
        return ISO.format(instant);
    }
}
