package dev.weft.client;

import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.router.Timers;
import dev.weft.router.admission.Admission;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.transport.Loops;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.serializer.Serializers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The router itself, with the realm {@code realm1} where everybody may do everything, behind a WebSocket on this machine. */
final class TestRouter implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Loops loops = Loops.create(1);
    private final Realm realm;
    private final int port;

    private TestRouter(
            int port, List<Authenticator> authenticators, @Nullable ServerTls tls, StaticPermissions permissions) {
        Timers timers = Timers.on(loops.timer());
        this.realm = Realms.create(
                RealmOptions.of("realm1"),
                new RealmEnvironment(loops.serialExecutor(), IdSource.scrambled(7), InstantSource.system(), timers));
        user(permissions);
        Admission admission = new Admission(
                name -> name.equals("realm1") ? Optional.of(realm) : Optional.empty(),
                authenticators,
                timers,
                HandshakeTimeouts.DEFAULT);
        ServerProtocol protocol =
                new ServerProtocol.WebSocket(WebSocketSettings.of(Serializers.ofWebSocket()), admission);
        WampServer server = new WampServer(loops);
        ListenAddress address = ListenAddress.loopback(port);
        Listening listening =
                await(tls == null ? server.listen(address, protocol) : server.listen(address, protocol, tls));
        this.port = listening.port();
    }

    /** Everybody is let in as {@code user}. */
    static TestRouter start() {
        return start(0);
    }

    /** On a port that an earlier one had. */
    static TestRouter start(int port) {
        return start(port, StaticPermissions.everything());
    }

    /** Where users may do this much. */
    static TestRouter start(int port, StaticPermissions permissions) {
        return new TestRouter(port, List.of(new AnonymousAuthenticator("user", TestRouter::random)), null, permissions);
    }

    /** @param tls null: without TLS */
    static TestRouter start(List<Authenticator> authenticators, @Nullable ServerTls tls) {
        return new TestRouter(0, authenticators, tls, StaticPermissions.everything());
    }

    /** What users may do from now on. */
    void user(StaticPermissions permissions) {
        await(realm.putRole(new RoleRules("user", permissions)));
    }

    int port() {
        return port;
    }

    ClientBuilder to() {
        return Client.to("ws://127.0.0.1:" + port + "/").realm("realm1");
    }

    Client join() {
        return await(to().connect());
    }

    /** A session in the router itself, which misses no event: others do where they read too slowly. */
    WampSession inside() {
        return await(realm.open("inside", "trusted"));
    }

    static byte[] random(int count) {
        byte[] drawn = new byte[count];
        new SecureRandom().nextBytes(drawn);
        return drawn;
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** What the stage fails with. */
    static Throwable failure(CompletionStage<?> stage) {
        Throwable failure = await(stage.handle((value, cause) -> cause));
        if (failure == null) {
            throw new AssertionError("did not fail");
        }
        return failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** As if its process had been killed: connections break off without a word. */
    @Override
    public void close() {
        loops.close();
    }
}
