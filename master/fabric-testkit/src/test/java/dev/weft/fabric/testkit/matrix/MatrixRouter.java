package dev.weft.fabric.testkit.matrix;

import dev.weft.router.Action;
import dev.weft.router.IdSource;
import dev.weft.router.Permission;
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
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService.WebSocketEndpoint;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.serializer.Serializers;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A router on one port, with a realm for each play. Everybody's ticket is their authid; roles are those of {@code features.yaml}. */
final class MatrixRouter implements AutoCloseable {

    private static final List<RoleRules> ROLES = List.of(
            new RoleRules("user", StaticPermissions.everything()),
            new RoleRules(
                    "machine",
                    StaticPermissions.of(
                            List.of(new Permission("", "prefix", EnumSet.allOf(Action.class), true, true)))),
            new RoleRules("guest", StaticPermissions.nothing()));

    private final Loops loops = Loops.create(2);
    private final IdSource ids = IdSource.scrambled(1);
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final int port;
    private int opened;

    MatrixRouter() throws Exception {
        Admission admission = new Admission(
                name -> Optional.ofNullable(realms.get(name)),
                List.of(new TicketAuthenticator(applicant -> CompletableFuture.completedFuture(
                        Optional.ofNullable(applicant.authid()).map(MatrixRouter::principal)))),
                Timers.on(loops.timer()),
                HandshakeTimeouts.DEFAULT);
        Routes webSockets = new Routes();
        webSockets.put("ws", new WebSocketEndpoint(WebSocketSettings.of(Serializers.ofWebSocket()), admission));
        ServerProtocol.RawSocket rawSocket =
                new ServerProtocol.RawSocket(RawSocketSettings.of(Serializers.all()), admission);
        port = new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.Universal(rawSocket, webSockets, new Routes(), TransportLimits.defaults()))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .port();
    }

    private static Principal principal(String authid) {
        return switch (authid) {
            case "max" -> Principal.of(authid, "machine", authid);
            case "gus" -> Principal.of(authid, "guest", authid);
            default -> Principal.of(authid, "user", authid);
        };
    }

    String url(Connection connection) {
        return connection.transport().equals("RawSocket") ? "rs://127.0.0.1:" + port : "ws://127.0.0.1:" + port + "/ws";
    }

    /** Makes a realm and gives its name. */
    String open() {
        String name = "play-" + ++opened;
        Realm realm = Realms.create(
                RealmOptions.of(name),
                new RealmEnvironment(loops.serialExecutor(), ids, InstantSource.system(), Timers.on(loops.timer())));
        ROLES.forEach(role -> realm.putRole(role).toCompletableFuture().join());
        realms.put(name, realm);
        return name;
    }

    /** Ends whoever is left in it. */
    void close(String name) {
        Realm realm = realms.remove(name);
        if (realm != null) {
            realm.close("wamp.close.close_realm").toCompletableFuture().join();
        }
    }

    @Override
    public void close() {
        loops.close();
    }
}
