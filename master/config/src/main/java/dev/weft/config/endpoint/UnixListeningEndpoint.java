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
public record UnixListeningEndpoint(
        @MaxLength(1024) @Doc("Path of the socket, relative to the node's folder")
        String path,

        @Default("50") @Range(min = 1, max = 65535) int backlog)
        implements ListeningEndpoint {}
