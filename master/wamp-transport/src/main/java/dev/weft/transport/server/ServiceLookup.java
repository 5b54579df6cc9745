package dev.weft.transport.server;

import dev.weft.transport.http.Routes;
import java.util.Optional;

/** Finds what answers a request. */
@FunctionalInterface
interface ServiceLookup {

    Optional<Routes.Match> find(String path, Wish wish);

    /** What a request is after. */
    enum Wish {
        ANSWER,
        WEB_SOCKET
    }
}
