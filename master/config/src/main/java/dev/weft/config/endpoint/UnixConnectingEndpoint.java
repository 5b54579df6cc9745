package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;

@Doc("A Unix socket")
@TypeName("unix")
@Impact(RESTART_OBJECT)
public record UnixConnectingEndpoint(
        @MaxLength(1024) @Doc("Path of the socket, relative to the node's folder")
        String path,

        @Default("10") @Range(min = 0, max = 600) @Doc("Seconds")
        int timeout)
        implements ConnectingEndpoint {}
