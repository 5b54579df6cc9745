package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.IN_PLACE;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Rewrites;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a role may do on the uris that match. */
@Rewrites(StarForms.class)
@Impact(IN_PLACE)
public record PermissionConfig(
        @Key
        @Matches(value = "[^\\s#*]*", meaning = "a uri without blanks, '#' or '*'")
        @MaxLength(1024)
        @Doc("Uri; with match prefix, an empty one means every uri")
        String uri,

        @Key
        @Default("exact")
        @Doc("How the uri is compared; without it, a trailing * means prefix and an inner * wildcard")
        UriMatch match,

        @Default("{}") Allow allow,
        @Default("{}") Disclose disclose,

        @Default("false") @Doc("Remember the authorizer's answer")
        boolean cache,

        @Doc("Types that payloads are checked against") @Nullable
        Validation validate)
        implements Checked {

    /** The four actions. */
    @Impact(IN_PLACE)
    public record Allow(
            @Default("false") boolean call,
            @Default("false") boolean register,
            @Default("false") boolean publish,
            @Default("false") boolean subscribe) {}

    /** Whose identity callees and subscribers get to see. */
    @Impact(IN_PLACE)
    public record Disclose(
            @Default("false") boolean caller,
            @Default("false") boolean publisher) {}

    /** Names of the types of an inventory. */
    @Impact(IN_PLACE)
    public record Validation(
            @Nullable String call,
            @Nullable String callProgress,
            @Nullable String callResult,
            @Nullable String callResultProgress,
            @Nullable String callError,
            @Nullable String event,
            @Nullable String eventConfirmation,
            Map<String, @Nullable Object> extra) {}

    @Override
    public void check(Problems problems) {
        if (uri.isEmpty() && match != UriMatch.PREFIX) {
            problems.at("uri").add("an empty uri needs match: prefix", "Add match: prefix for every uri, or name one");
        }
        if (match == UriMatch.EXACT && (uri.endsWith(".") || uri.contains(".."))) {
            problems.at("uri")
                    .add(
                            "an exact uri has no empty parts, got \"" + uri + "\"",
                            "Add match: prefix or match: wildcard, or complete the uri");
        }
    }
}
