package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record RealmOptions(
        @Default("true") @Doc("Serve wamp.session.*, wamp.registration.*, wamp.subscription.*")
        boolean enableMetaApi,

        @Default("false") @Doc("Bridge the meta API to the node's management realm")
        boolean bridgeMetaApi,

        @Range(min = 1) @Doc("Subscribers that get an event in one go") @Nullable
        Integer eventDispatchingChunkSize,

        @Default("wamp")
        @Doc(
                "crossbar: time limits of calls are seconds, and calls that end without an answer end in wamp.error.canceled")
        CallRules callRules,

        @Default("loose") @Doc("How strictly uris are checked")
        UriCheck uriCheck,

        @Default("{}") RealmBounds limits) {}
