package dev.weft.node.procedure;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times as the API writes them. */
public final class Times {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO-8601, UTC, milliseconds. */
    public static String iso(Instant time) {
        return ISO.format(time);
    }

    public static @Nullable String isoOrNull(@Nullable Instant time) {
        return time == null ? null : iso(time);
    }

    /** Seconds with microseconds. */
    public static double seconds(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1e6;
    }

    /** Nanoseconds since 1970. */
    public static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
