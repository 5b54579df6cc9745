package dev.weft.fabric.store;

import dev.weft.wamp.serializer.JsonText;
import org.jspecify.annotations.Nullable;

/** Free-form values (tags, authextra) as text in a column; null is no text. */
final class JsonColumn {

    private JsonColumn() {}

    static @Nullable String write(@Nullable Object value) {
        return value == null ? null : JsonText.line(value);
    }

    /** @throws IllegalStateException for a damaged database */
    static @Nullable Object read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JsonText.read(text);
        } catch (JsonText.Malformed damaged) {
            throw new IllegalStateException(
                    "the database holds text that is no JSON: " + damaged.getMessage(), damaged);
        }
    }
}
