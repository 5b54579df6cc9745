package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A Tor onion service")
@TypeName("onion")
@Impact(RESTART_OBJECT)
public record OnionListeningEndpoint(
        @Range(min = 1, max = 65535) int port,
        @MaxLength(1024) String privateKeyFile,
        ConnectingEndpoint torControlEndpoint,
        @Range(min = 2, max = 3) @Nullable Integer version)
        implements ListeningEndpoint {}
