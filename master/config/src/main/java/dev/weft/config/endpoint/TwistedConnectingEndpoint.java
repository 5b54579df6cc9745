package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;

@Doc("An endpoint in Twisted's notation")
@TypeName("twisted")
@Impact(RESTART_OBJECT)
public record TwistedConnectingEndpoint(
        @Doc("Endpoint in Twisted's notation") String clientString,

        @Default("10") @Range(min = 0, max = 600) @Doc("Seconds")
        int timeout)
        implements ConnectingEndpoint {}
