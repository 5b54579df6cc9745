package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.TypeName;

@Doc("An endpoint in Twisted's notation")
@TypeName("twisted")
@Impact(RESTART_OBJECT)
public record TwistedListeningEndpoint(
        @Doc("Endpoint in Twisted's notation") String serverString) implements ListeningEndpoint {}
