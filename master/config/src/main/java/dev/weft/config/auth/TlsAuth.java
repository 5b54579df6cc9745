package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface TlsAuth permits TlsAuth.Static, DynamicAuth, FunctionAuth {

    /** By the client's certificate: principals by authid. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(
            @MaxItems(10_000) Map<String, Principal> principals,

            @Name("default-role") @MaxLength(255) @Doc("Role of principals that name none") @Nullable
            String defaultRole)
            implements TlsAuth {}

    /** Somebody with a certificate of his own; its fingerprint is that of the certificate in DER. */
    @Impact(RESTART_OBJECT)
    record Principal(
            @Name("certificate-sha1")
            @Matches(
                    value = "[0-9A-Fa-f]{40}|([0-9A-Fa-f]{2}:){19}[0-9A-Fa-f]{2}",
                    meaning = "a SHA-1 fingerprint: 20 bytes in hex, with or without colons")
            @Doc("As Crossbar.io has it; prefer certificate-sha256")
            @Nullable
            String certificateSha1,

            @Name("certificate-sha256")
            @Matches(
                    value = "[0-9A-Fa-f]{64}|([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}",
                    meaning = "a SHA-256 fingerprint: 32 bytes in hex, with or without colons")
            @Nullable
            String certificateSha256,

            @MaxLength(255) @Nullable String role)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (certificateSha1 == null && certificateSha256 == null) {
                problems.add("no fingerprint", "Give certificate-sha256");
            }
        }
    }
}
