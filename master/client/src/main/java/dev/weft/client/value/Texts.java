package dev.weft.client.value;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types that are a text in WAMP: what {@code toString} writes is read again. One line each. */
final class Texts {

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(URI.class, URI::create),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(ZonedDateTime.class, ZonedDateTime::parse));

    private Texts() {}

    static boolean has(Class<?> type) {
        return READERS.containsKey(type);
    }

    /** Null where the text is none of this type. */
    static @Nullable Object read(Class<?> type, String text) {
        Function<String, Object> reader = READERS.get(type);
        try {
            return reader == null ? null : reader.apply(text);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }
}
