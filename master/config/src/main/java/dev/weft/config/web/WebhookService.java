package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Publishes what a foreign service reports")
@TypeName("webhook")
@Impact(RESTART_OBJECT)
public record WebhookService(
        @FileId @Nullable String id,

        @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
        String realm,

        @MaxLength(255) String role,
        WebhookOptions options)
        implements WebService {

    @Impact(RESTART_OBJECT)
    public record WebhookOptions(
            @Default("false") boolean debug,

            @Default("65536") @Range(min = 0, max = 1_048_576)
            int postBodyLimit,

            @Matches(value = Ids.URI, meaning = Ids.URI_MEANING) @Nullable
            String topic,

            @Nullable String successResponse,
            @Nullable String errorResponse,
            @Secret @Nullable String githubSecret) {}
}
