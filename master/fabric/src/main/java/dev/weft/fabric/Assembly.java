package dev.weft.fabric;

import dev.weft.fabric.access.LoginPolicy;
import dev.weft.fabric.access.MasterAuthenticator;
import dev.weft.fabric.access.Superusers;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.Origin;
import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.control.RealmLifecycle;
import dev.weft.fabric.realm.GlobalRealm;
import dev.weft.fabric.realm.Ground;
import dev.weft.fabric.realm.RunningRealms;
import dev.weft.fabric.serving.MasterApi;
import dev.weft.fabric.serving.MasterFacts;
import dev.weft.fabric.store.Database;
import dev.weft.fabric.store.ManagementRealms;
import dev.weft.fabric.store.Nodes;
import dev.weft.fabric.store.StoredKeys;
import dev.weft.fabric.store.Users;
import dev.weft.router.IdSource;
import dev.weft.router.admission.Admission;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportException;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService.WebSocketEndpoint;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.Serializers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a master together, from the database up to the port. Read from top to bottom. */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final MasterSettings settings;
    private final Deque<Master.Closing> closings = new ArrayDeque<>();

    private Assembly(MasterSettings settings) {
        this.settings = settings;
    }

    static Master start(MasterSettings settings) {
        Assembly assembly = new Assembly(settings);
        try {
            return assembly.start();
        } catch (RuntimeException failure) {
            Master.closeAll(assembly.closings);
            throw failure;
        }
    }

    private Master start() {
        Superusers superusers = Superusers.read(settings.superusers());
        if (superusers.isEmpty()) {
            LOG.warn(
                    "no superuser is known, so nobody can manage this master: name a public key file with --superuser FILE"
                            + " or in CROSSBAR_FABRIC_SUPERUSER ('weft keys generate' makes one)");
        }
        Origin origin = new Origin(Clock.systemUTC());
        // Half of the start is the database's native library: meanwhile this thread loads network and table.
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(() -> Database.open(settings.data()));
        // A call hops between loops on its way; on two cores each hop costs more than a second loop brings.
        Loops loops = Loops.create(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        closings.push(loops::close);
        LOG.debug("{} procedures", ProcedureTable.all().size());
        Database database = await(opening);
        closings.push(database::close);
        Directory directory = new Directory();
        Stored stored = await(load(database, directory, origin));

        Ground ground = new Ground(
                loops, IdSource.scrambled(origin.random().nextLong()), origin, directory, settings.callTimeout());
        GlobalRealm global = await(GlobalRealm.start(ground));
        MasterApi api = new MasterApi(ground, global);
        RunningRealms realms = new RunningRealms(global, ground, api::serve);
        closings.push(() -> await(realms.stopAll()));
        Pairing pairing = new Pairing(database, directory, origin, realms);
        RealmLifecycle lifecycle = new RealmLifecycle(database, directory, origin, realms);
        MasterFacts facts = new MasterFacts(origin, version(), stored::fingerprintKey);
        await(api.begin(new MasterApi.Offices(realms, lifecycle, pairing, stored.superuserOid(), facts)));
        await(all(directory.realms().stream().map(realms::start).toList()));

        MasterAuthenticator authenticator = new MasterAuthenticator(
                new LoginPolicy(superusers, directory), directory, realms, count -> random(origin, count));
        Admission admission = new Admission(realms, List.of(authenticator), ground.timers(), HandshakeTimeouts.DEFAULT);
        Listening listening = listen(loops, admission);
        closings.push(() -> await(listening.closeAll(CloseReason.normal())));
        return new Master(settings, URI.create("ws://" + hostText() + ":" + listening.port() + "/ws"), closings);
    }

    /** What a database always has, made where it is new. */
    private record Stored(String superuserOid, String fingerprintKey) {}

    /** Fills the directory, and makes sure that the superuser exists, who owns what superusers create. */
    private static CompletionStage<Stored> load(Database database, Directory directory, Origin origin) {
        return database.write(sql -> {
            ManagementRealms.all(sql).forEach(directory::put);
            Nodes.all(sql).forEach(directory::put);
            String key = StoredKeys.require(
                    sql, StoredKeys.FINGERPRINTS, () -> HexFormat.of().formatHex(random(origin, 32)));
            String known = Users.findOid(sql, Superusers.AUTHID).orElse(null);
            if (known != null) {
                return new Stored(known, key);
            }
            String oid = origin.oid();
            Users.insert(sql, oid, Superusers.AUTHID, origin.micros());
            return new Stored(oid, key);
        });
    }

    private Listening listen(Loops loops, Admission admission) {
        // A node whose connection died without a word must not stay "online": pings find it within seconds.
        WebSocketSettings webSocket = new WebSocketSettings(
                Serializers.all(),
                TransportLimits.defaults(),
                new Keepalive(Duration.ofSeconds(10), Duration.ofSeconds(5), 12),
                List.of("*"));
        Routes routes = new Routes();
        routes.put("/", HomePage.home());
        routes.put("/info", HomePage.info(version()));
        routes.put("/ws", new WebSocketEndpoint(webSocket, admission));
        ListenAddress address = new ListenAddress.Tcp(
                settings.host(), settings.port(), ListenAddress.DEFAULT_BACKLOG, ListenAddress.PortUse.EXCLUSIVE);
        try {
            return await(
                    new WampServer(loops).listen(address, new ServerProtocol.Web(routes, TransportLimits.defaults())));
        } catch (TransportException cannotListen) {
            throw new MasterFailure(String.valueOf(cannotListen.getMessage()), cannotListen);
        }
    }

    static String version() {
        String version = Master.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private String hostText() {
        return settings.host().indexOf(':') < 0 ? settings.host() : "[" + settings.host() + "]";
    }

    private static byte[] random(Origin origin, int count) {
        byte[] bytes = new byte[count];
        origin.random().nextBytes(bytes);
        return bytes;
    }

    private static CompletionStage<Void> all(List<CompletionStage<Void>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
