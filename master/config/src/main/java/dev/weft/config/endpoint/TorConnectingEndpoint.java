package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A Tor onion service")
@TypeName("tor")
@Impact(RESTART_OBJECT)
public record TorConnectingEndpoint(
        @MaxLength(255) String host,
        @Range(min = 1, max = 65535) int port,
        @Range(min = 1, max = 65535) int torSocksPort,
        @Nullable ConnectingTls tls)
        implements ConnectingEndpoint {}
