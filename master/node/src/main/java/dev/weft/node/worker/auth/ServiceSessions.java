package dev.weft.node.worker.auth;

import dev.weft.router.Realm;
import dev.weft.wamp.client.WampSession;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The worker's own sessions in its realms, from which it calls authenticators and authorizers: one per realm and role, kept. */
public final class ServiceSessions {

    static final String TRUSTED = "trusted";

    private static final String AUTHID = "weft-access";

    private final Map<Key, CompletableFuture<WampSession>> sessions = new ConcurrentHashMap<>();

    /** A realm is the same only as itself: one that was stopped and started again is another. */
    private record Key(Realm realm, String role) {}

    /** The session that may do everything. */
    public CompletionStage<WampSession> trusted(Realm realm) {
        return in(realm, TRUSTED);
    }

    /** The session with this role; opened where there is none. Fails as {@link Realm#open}. From any thread. */
    CompletionStage<WampSession> in(Realm realm, String role) {
        Key key = new Key(realm, role);
        CompletableFuture<WampSession> fresh = new CompletableFuture<>();
        CompletableFuture<WampSession> known = sessions.putIfAbsent(key, fresh);
        if (known != null) {
            return known;
        }
        realm.open(AUTHID, role).whenComplete((session, failure) -> {
            if (failure != null) {
                sessions.remove(key, fresh);
                fresh.completeExceptionally(failure);
                return;
            }
            session.closed().thenRun(() -> sessions.remove(key, fresh));
            fresh.complete(session);
        });
        return fresh;
    }
}
