package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Range;
import org.jspecify.annotations.Nullable;

/** The cookie by which a browser is recognised. */
@Impact(RESTART_OBJECT)
public record CookieConfig(
        @Default("cbtid")
        @MaxLength(64)
        @Matches(value = "[a-z][a-z0-9_]+", meaning = "a name of lower-case letters, digits and '_'")
        String name,

        @Default("24") @Range(min = 6, max = 64) int length,

        @Default("604800") @Range(min = 1, max = 315_360_000) @Doc("Seconds")
        int maxAge,

        @Nullable CookieStore store,
        @Default("false") boolean secure,
        @Default("false") boolean httpStrict,
        @Nullable SameSite sameSite) {

    /** When browsers send the cookie with requests from other sites. */
    public enum SameSite {
        @Name("Strict")
        STRICT,
        @Name("Lax")
        LAX,
        @Name("None")
        NONE
    }
}
