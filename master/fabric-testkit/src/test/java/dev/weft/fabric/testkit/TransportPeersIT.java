package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.http.HttpService.WebSocketEndpoint;
import dev.weft.transport.http.Routes;
import dev.weft.transport.longpoll.LongPoll;
import dev.weft.transport.longpoll.LongPollSettings;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.serializer.Serializers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients of others through what a transport may be told to have: batches, compression, long polls. */
class TransportPeersIT {

    private final Loops loops = Loops.create(2);
    private String address = "";

    @BeforeEach
    void listen() throws Exception {
        Timers timers = Timers.on(loops.timer());
        Realm realm = Realms.create(
                RealmOptions.of("realm1"),
                new RealmEnvironment(loops.serialExecutor(), IdSource.scrambled(1), InstantSource.system(), timers));
        realm.putRole(new RoleRules("anonymous", StaticPermissions.everything()))
                .toCompletableFuture()
                .join();
        Admission admission = new Admission(
                name -> Optional.of(realm),
                List.of(new AnonymousAuthenticator("anonymous", count -> {
                    byte[] bytes = new byte[count];
                    ThreadLocalRandom.current().nextBytes(bytes);
                    return bytes;
                })),
                timers,
                HandshakeTimeouts.DEFAULT);
        WebSocketSettings plain = WebSocketSettings.of(Serializers.ofWebSocket());
        Routes routes = new Routes();
        routes.put("plain", new WebSocketEndpoint(plain, admission));
        routes.put(
                "deflate",
                new WebSocketEndpoint(plain.withDeflate(Deflate.defaults().before(BeforeSession.SMALL)), admission));
        routes.put(
                "longpoll",
                new LongPoll(loops, LongPollSettings.of(Serializers.ofWebSocket()), admission, new TransportMeter()));
        int port = new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.Web(routes, TransportLimits.defaults()))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .port();
        address = "127.0.0.1:" + port;
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void autobahn_python_batches_and_compresses() throws Exception {
        assertThat(Autobahn.runScript(Autobahn.resource("/transports/python.py"), "ws://" + address))
                .contains(
                        "json plain done",
                        "json.batched plain done",
                        "msgpack plain done",
                        "msgpack.batched plain done",
                        "json compressed done",
                        "json.batched compressed done",
                        "msgpack compressed done",
                        "msgpack.batched compressed done");
    }

    @Test
    void autobahn_js_polls_and_compresses() throws Exception {
        assertThat(Autobahn.runModule(Autobahn.resource("/transports/javascript.mjs"), address))
                .contains("longpoll done", "crowd done", "deflate done");
    }
}
