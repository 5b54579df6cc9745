package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record ListeningTls(
        @MaxLength(1024) @Doc("File with the private key, on the node")
        String key,

        @MaxLength(1024) @Doc("File with the certificate, on the node")
        String certificate,

        @MaxItems(16) List<String> chainCertificates,
        @MaxLength(1024) @Nullable String dhparam,
        @MaxLength(1024) @Nullable String ciphers,

        @MaxItems(64) @Unordered @Doc("Authorities whose client certificates are accepted")
        List<String> caCertificates) {}
