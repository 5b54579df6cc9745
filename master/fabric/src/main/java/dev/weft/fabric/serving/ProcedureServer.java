package dev.weft.fabric.serving;

import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureMatch;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.realm.RunningRealm;
import dev.weft.fabric.realm.RunningRealms;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.client.WampSession.InvocationHandler;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Registers the rows of the procedure table on a realm, under all their names. On the global realm the rows of the controllers are
 * served twice: as {@code crossbarfabriccenter.mrealm.<realm_name>.…}, and without the name, where the node's oid tells the realm.
 */
final class ProcedureServer {

    private static final String MREALM = "crossbarfabriccenter.mrealm.";
    private static final String REALM_NAME = ".<realm_name>";

    private final WampSession session;
    private final Reach reach;
    private final Dispatcher dispatcher;
    private final Set<String> registered = new HashSet<>();
    private final List<CompletableFuture<?>> pending = new ArrayList<>();

    ProcedureServer(WampSession session, Reach reach, Dispatcher dispatcher) {
        this.session = session;
        this.reach = reach;
        this.dispatcher = dispatcher;
    }

    /** Registers everything that this kind of realm serves; completes when all is registered. */
    CompletionStage<Void> serve(Scope kind) {
        for (Procedure row : ProcedureTable.all()) {
            row.uriOn(kind).ifPresent(uri -> {
                register(uri.replace(REALM_NAME, ""), row);
                row.aliases().stream()
                        .filter(alias -> !alias.startsWith("crossbar."))
                        .forEach(alias -> register(alias.replace(REALM_NAME, ""), row));
            });
        }
        return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new));
    }

    /** Serves {@code crossbarfabriccenter.mrealm.<realm_name>.…} on the global realm, for all realms there are and will be. */
    CompletionStage<Void> serveByRealmName(RunningRealms realms, Directory directory) {
        return session.register(MREALM, Dict.of("match", "prefix"), call -> byRealmName(realms, directory, call))
                .thenApply(done -> null);
    }

    private CompletionStage<Payload> byRealmName(RunningRealms realms, Directory directory, InvocationContext call) {
        String uri = String.valueOf(call.details().string("procedure"));
        // The names of realms may hold dots: the longest one that fits is meant.
        Optional<RunningRealm> realm = realms.all().stream()
                .filter(running -> uri.startsWith(MREALM + running.realm().name() + "."))
                .max(Comparator.comparingInt(running -> running.realm().name().length()));
        Optional<ProcedureMatch> row = realm.flatMap(running -> ProcedureTable.match(
                Scope.MREALM,
                MREALM + uri.substring(MREALM.length() + running.realm().name().length() + 1)));
        if (realm.isEmpty() || row.isEmpty()) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_PROCEDURE, "no callee registered for procedure <" + uri + ">");
        }
        return dispatcher.dispatch(
                new Reach.OfRealm(realm.get(), directory), row.get().procedure(), call);
    }

    private void register(String uri, Procedure row) {
        if (!registered.add(uri)) {
            return;
        }
        InvocationHandler handler = call -> dispatcher.dispatch(reach, row, call);
        int placeholder = uri.indexOf('<');
        if (placeholder < 0) {
            pending.add(session.register(uri, Dict.empty(), handler).toCompletableFuture());
        } else if (row.prefix()) {
            pending.add(session.register(uri.substring(0, placeholder), Dict.of("match", "prefix"), handler)
                    .toCompletableFuture());
        } else {
            pending.add(session.register(uri.replaceAll("<[^>]*>", ""), Dict.of("match", "wildcard"), handler)
                    .toCompletableFuture());
        }
    }
}
