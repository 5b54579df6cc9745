package dev.weft.fabric.serving;

import dev.weft.fabric.api.Scope;
import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.control.RealmLifecycle;
import dev.weft.fabric.realm.GlobalRealm;
import dev.weft.fabric.realm.Ground;
import dev.weft.fabric.realm.RunningRealm;
import dev.weft.fabric.realm.RunningRealms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The API of the master, on the global realm and on every management realm. */
public final class MasterApi {

    private final Ground ground;
    private final GlobalRealm global;
    private final CompletableFuture<Dispatcher> dispatcher = new CompletableFuture<>();

    public MasterApi(Ground ground, GlobalRealm global) {
        this.ground = ground;
        this.global = global;
    }

    /**
     * Who does the work.
     *
     * @param superuserOid owns what superusers create
     * @param facts what the master says about itself
     */
    public record Offices(
            RunningRealms realms, RealmLifecycle lifecycle, Pairing pairing, String superuserOid, MasterFacts facts) {}

    /** Serves the global realm; completes when everything is registered there. Only then can management realms be served. */
    public CompletionStage<Void> begin(Offices offices) {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        new DomainHandlers(ground, offices, global.session()).addTo(handlers);
        new RealmHandlers(ground.directory(), offices.pairing(), offices.facts()).addTo(handlers);
        Dispatcher made = new Dispatcher(handlers);
        dispatcher.complete(made);
        ProcedureServer server =
                new ProcedureServer(global.session(), new Reach.Global(offices.realms(), ground.directory()), made);
        return server.serve(Scope.GLOBAL)
                .thenCompose(done -> server.serveByRealmName(offices.realms(), ground.directory()));
    }

    /** Serves a management realm; completes when everything is registered there. */
    public CompletionStage<Void> serve(RunningRealm realm) {
        return dispatcher.thenCompose(
                ready -> new ProcedureServer(realm.session(), new Reach.OfRealm(realm, ground.directory()), ready)
                        .serve(Scope.MREALM));
    }
}
