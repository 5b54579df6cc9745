package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.IMMUTABLE;
import static dev.weft.config.schema.Impact.Kind.WRITE_ONLY;

import dev.weft.config.Ids;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code authconfig} of a principal's credential in the master's database, with the method it belongs to. */
@Discriminator("authmethod")
public sealed interface CredentialConfig {

    @TypeName("cryptosign")
    @Impact(IMMUTABLE)
    record Cryptosign(
            @Required @Unordered @MaxItems(256) @Matches(value = Ids.KEY, meaning = Ids.KEY_MEANING)
            List<String> authorizedKeys)
            implements CredentialConfig {}

    @TypeName("ticket")
    @Impact(WRITE_ONLY)
    record Ticket(@Secret String secret) implements CredentialConfig {}

    @TypeName("wampcra")
    @Impact(WRITE_ONLY)
    record WampCra(
            @Secret String secret,
            @MaxLength(255) @Nullable String salt,
            @Range(min = 1, max = 10_000_000) @Nullable Integer iterations,
            @Range(min = 8, max = 128) @Nullable Integer keylen)
            implements CredentialConfig {}

    @TypeName("scram")
    @Impact(WRITE_ONLY)
    record Scram(
            ScramAuth.Kdf kdf,
            @Range(min = 1, max = 10_000_000) int iterations,
            @Range(min = 0, max = 1_000_000) int memory,
            @MaxLength(255) String salt,
            @Secret @Name("stored-key") String storedKey,
            @Secret @Name("server-key") String serverKey)
            implements CredentialConfig {}

    @TypeName("anonymous")
    @Impact(IMMUTABLE)
    record Anonymous() implements CredentialConfig {}
}
