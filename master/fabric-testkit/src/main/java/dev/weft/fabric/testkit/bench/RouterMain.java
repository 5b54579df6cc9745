package dev.weft.fabric.testkit.bench;

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
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.serializer.Serializer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The router under load: one realm, anonymous, everything allowed. Prints its port; ends when its stdin does. */
public final class RouterMain {

    private static final long QUEUE_BYTES = 64L << 20;

    /**
     * One address is all users here, and its load is to be as fast as it goes. A load that keeps its rate has everything to send at once
     * that a pause of the machine has left: nobody is to be cut off for that.
     */
    private static final TransportLimits LIMITS = TransportLimits.defaults()
            .withMessagesPerSecond(1 << 30)
            .withPerAddress(100_000, 100)
            .withOutbound(QUEUE_BYTES, Duration.ofSeconds(10));

    /** The defaults, but for what comes at once. */
    private static final RealmOptions.Limits BOUNDS = new RealmOptions.Limits(
            100_000, 1 << 20, 100_000, 100_000, QUEUE_BYTES, QUEUE_BYTES, 16, 64L << 10, Duration.ZERO);

    private RouterMain() {}

    public static void main(String[] args) throws Exception {
        Loops loops = Loops.create(Integer.parseInt(args[0]));
        Timers timers = Timers.on(loops.timer());
        SecureRandom random = new SecureRandom();
        RandomBytes randomBytes = count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
        Realm realm = Realms.create(
                RealmOptions.of("realm1").withLimits(BOUNDS),
                new RealmEnvironment(
                        loops.serialExecutor(), IdSource.scrambled(random.nextLong()), InstantSource.system(), timers));
        realm.putRole(new RoleRules("anonymous", StaticPermissions.everything()))
                .toCompletableFuture()
                .join();
        Admission admission = new Admission(
                name -> name.equals(realm.name()) ? Optional.of(realm) : Optional.empty(),
                List.of(new AnonymousAuthenticator("anonymous", randomBytes)),
                timers,
                HandshakeTimeouts.DEFAULT);
        Listening listening = new WampServer(loops)
                .listen(ListenAddress.loopback(0), protocol(Protocol.of(args[1], args[2]), admission))
                .toCompletableFuture()
                .join();
        System.out.println(listening.port());
        while (System.in.read() >= 0) {
            // Only the end of stdin matters.
        }
        System.exit(0);
    }

    private static ServerProtocol protocol(Protocol protocol, Admission admission) {
        List<Serializer> serializers = List.of(protocol.encoding().serializer());
        return protocol.wire() == Protocol.Wire.WEBSOCKET
                ? new ServerProtocol.WebSocket(
                        new WebSocketSettings(serializers, LIMITS, Keepalive.none(), List.of("*")), admission)
                : new ServerProtocol.RawSocket(new RawSocketSettings(serializers, LIMITS, Keepalive.none()), admission);
    }
}
