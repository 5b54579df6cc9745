package dev.weft.config.schema;

import java.lang.reflect.RecordComponent;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a field. They hold for the value itself, for each element of a list, and for each value of a dictionary.
 *
 * @param meaning what {@code pattern} means in words
 * @param keyMeaning what {@code keyPattern} means in words
 */
public record Limits(
        long min,
        long max,
        int maxLength,
        int maxItems,
        @Nullable Pattern pattern,
        String meaning,
        @Nullable Pattern keyPattern,
        String keyMeaning) {

    public static final int DEFAULT_LENGTH = 4096;
    public static final int DEFAULT_ITEMS = 1024;

    static Limits of(RecordComponent c) {
        Range range = c.getAnnotation(Range.class);
        MaxLength length = c.getAnnotation(MaxLength.class);
        MaxItems items = c.getAnnotation(MaxItems.class);
        Matches matches = c.getAnnotation(Matches.class);
        KeysMatch keys = c.getAnnotation(KeysMatch.class);
        return new Limits(
                range == null ? Long.MIN_VALUE : range.min(),
                range == null ? Long.MAX_VALUE : range.max(),
                length == null ? DEFAULT_LENGTH : length.value(),
                items == null ? DEFAULT_ITEMS : items.value(),
                matches == null ? null : Pattern.compile(matches.value()),
                matches == null ? "" : matches.meaning(),
                keys == null ? null : Pattern.compile(keys.value()),
                keys == null ? "" : keys.meaning());
    }
}
