package dev.weft.gateway;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One session per realm of the master, made when it is first needed, made again when it was lost, and left when the realm is not
 * followed any more.
 */
final class FabricSessions implements AutoCloseable {

    /** The realm of the whole fabric: users, life cycle of management realms, pairing. */
    static final String FABRIC_REALM = "com.crossbario.fabric";

    private final GatewaySettings settings;
    private final WampClient client;
    private final Map<String, CompletableFuture<WampSession>> sessions = new HashMap<>();
    private final Map<String, Use> uses = new HashMap<>();
    private boolean closed;

    /** Who needs the session of a realm. */
    private static final class Use {
        int followers;
        int calls;
        /** It was followed, and is not any more: the session ends with the last call. */
        boolean left;
    }

    FabricSessions(GatewaySettings settings, Loops loops) {
        this.settings = settings;
        this.client = new WampClient(loops);
    }

    /** The session on this realm. Fails as {@link WampClient#connect} does. */
    synchronized CompletionStage<WampSession> on(String realm) {
        CompletableFuture<WampSession> known = sessions.get(realm);
        if (known != null && isUsable(known)) {
            return known;
        }
        if (closed) {
            return CompletableFuture.failedFuture(new SessionClosed(ErrorUri.CLOSE_NORMAL));
        }
        CompletableFuture<WampSession> made = client.connect(
                        ClientSettings.of(settings.url(), realm, Serializers.cbor())
                                .withAuthenticators(settings.authenticators())
                                .withTls(settings.tls()))
                .toCompletableFuture();
        sessions.put(realm, made);
        return made;
    }

    /** Keeps the session of this realm until {@link #leave} was called as often. */
    synchronized void follow(String realm) {
        Use use = use(realm);
        use.followers++;
        use.left = false;
    }

    /** Ends the session of a realm that nobody follows any more, after the calls under way on it. */
    void leave(String realm) {
        CompletableFuture<WampSession> over;
        synchronized (this) {
            Use use = use(realm);
            use.followers--;
            use.left = use.followers == 0;
            over = takeUnused(realm);
        }
        end(over);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Calls a row; fails with a {@link java.util.concurrent.TimeoutException} when no answer comes. */
    CompletionStage<@Nullable Object> call(String realm, Row row, @Nullable Object... arguments) {
        return call(realm, row, Payload.of(arguments));
    }

    /** As above, with keyword arguments too. */
    CompletionStage<@Nullable Object> call(String realm, Row row, Payload payload) {
        synchronized (this) {
            use(realm).calls++;
        }
        return on(realm)
                .thenCompose(session -> settings.mayCall().getAsBoolean()
                        ? session.call(row.uri(), Dict.empty(), payload)
                                .toCompletableFuture()
                                .orTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                        : CompletableFuture.failedFuture(
                                new IllegalStateException("not sent: another process may be in charge by now")))
                .<@Nullable Object>thenApply(result -> result.argument(0))
                .whenComplete((result, failure) -> called(realm));
    }

    private void called(String realm) {
        CompletableFuture<WampSession> over;
        synchronized (this) {
            use(realm).calls--;
            over = takeUnused(realm);
        }
        end(over);
    }

    private Use use(String realm) {
        return uses.computeIfAbsent(realm, name -> new Use());
    }

    private @Nullable CompletableFuture<WampSession> takeUnused(String realm) {
        Use use = use(realm);
        return use.left && use.calls == 0 ? sessions.remove(realm) : null;
    }

    private static void end(@Nullable CompletableFuture<WampSession> session) {
        if (session != null) {
            CompletableFuture<?> unused =
                    session.thenCompose(WampSession::close).exceptionally(lost -> null);
        }
    }

    @Override
    public void close() {
        Collection<CompletableFuture<WampSession>> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(sessions.values());
            sessions.clear();
        }
        List<CompletableFuture<?>> leaving = new ArrayList<>();
        for (CompletableFuture<WampSession> session : open) {
            leaving.add(session.thenCompose(WampSession::close).exceptionally(lost -> null));
        }
        CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(slow -> null)
                .join();
    }

    private static boolean isUsable(CompletableFuture<WampSession> session) {
        if (!session.isDone()) {
            return true;
        }
        return !session.isCompletedExceptionally()
                && !session.join().closed().toCompletableFuture().isDone();
    }
}
