package dev.weft.node;

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
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** As much of a master as a node sees: a management realm {@code mr1} that nodes join by their key, and {@code get_status}. */
final class FakeMaster implements AutoCloseable {

    final Queue<Hello> hellos = new ConcurrentLinkedQueue<>();
    final Queue<String> topics = new ConcurrentLinkedQueue<>();
    final Queue<Payload> heartbeats = new ConcurrentLinkedQueue<>();
    final WampSession session;
    private final Loops loops = Loops.create(1);
    private final Realm realm;
    private final Listening listening;
    private final @Nullable ServerTls tls;
    private volatile String pairedKey = "";
    private boolean closed;

    FakeMaster(int port) {
        this(port, null);
    }

    /** @param tls with whose certificate it listens; null: without TLS */
    FakeMaster(int port, @Nullable ServerTls tls) {
        this.tls = tls;
        Timers timers = Timers.on(loops.timer());
        realm = Realms.create(
                RealmOptions.of("mr1"),
                new RealmEnvironment(loops.serialExecutor(), IdSource.scrambled(1), InstantSource.system(), timers));
        RunningNode.await(realm.putRole(new RoleRules("node", StaticPermissions.everything())));
        session = RunningNode.await(realm.open("master", "trusted"));
        RunningNode.await(session.register(
                "crossbarfabriccenter.mrealm.get_status",
                Dict.empty(),
                call -> CompletableFuture.completedFuture(Payload.of(Map.of()))));
        RunningNode.await(session.subscribe(
                "crossbarfabriccenter.node.",
                Dict.of("match", "prefix"),
                (payload, details) -> onEvent(payload, details)));
        Admission admission = new Admission(
                name -> name.equals("mr1") ? Optional.of(realm) : Optional.empty(),
                List.of(new CryptosignAuthenticator(
                        applicant -> find(applicant.hello()), FakeMaster::random, ChannelBinding.RAW_ACCEPTED)),
                timers,
                HandshakeTimeouts.DEFAULT);
        listening = RunningNode.await(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(port),
                        new ServerProtocol.WebSocket(WebSocketSettings.of(Serializers.all()), admission),
                        tls));
    }

    int port() {
        return listening.port();
    }

    String url() {
        return (tls == null ? "ws://127.0.0.1:" : "wss://localhost:") + port() + "/ws";
    }

    void pair(String publicKey) {
        pairedKey = publicKey;
    }

    private void onEvent(Payload payload, Dict details) {
        String topic = String.valueOf(details.string("topic"));
        topics.add(topic);
        if (topic.equals("crossbarfabriccenter.node.on_heartbeat")) {
            heartbeats.add(payload);
        }
    }

    private CompletionStage<Optional<Principal>> find(Hello hello) {
        hellos.add(hello);
        String key = hello.details().dict("authextra").string("pubkey");
        return pairedKey.equals(key)
                ? CompletableFuture.completedFuture(Optional.of(
                        new Principal("mr1", "edge1", "node", "dynamic", Dict.of("note", "hi"), List.of(pairedKey))))
                : CompletableFuture.failedFuture(
                        ApplicationError.of("fabric.auth-failed.node-unpaired", "This node is unpaired."));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        stop();
    }

    /** As a master that crashes: nobody gets a GOODBYE. */
    void stop() {
        if (closed) {
            return;
        }
        closed = true;
        RunningNode.await(listening.closeAll(CloseReason.normal()));
        loops.close();
    }
}
