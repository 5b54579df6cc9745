package dev.weft.node.controller;

import dev.weft.node.channel.WorkerPlace;
import dev.weft.node.channel.WorkerUris;
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
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The realm {@code crossbar} of this node: the controller's own session, and a Unix socket where workers join. */
final class LocalRealm {

    private static final int MOST_MESSAGE_BYTES = 1 << 24;

    private final Realm realm;
    private final WampSession session;
    private final WorkerTickets tickets;
    private final Listening listening;
    private final SocketPlace socket;

    private LocalRealm(
            Realm realm, WampSession session, WorkerTickets tickets, Listening listening, SocketPlace socket) {
        this.realm = realm;
        this.session = session;
        this.tickets = tickets;
        this.listening = listening;
        this.socket = socket;
    }

    /** Blocks until workers can join. */
    static LocalRealm open(Path cbdir, Loops loops) {
        Timers timers = Timers.on(loops.timer());
        // Workers register below "crossbar.worker.<id>.", so only "wamp." is the router's own here.
        RealmOptions options = RealmOptions.of(WorkerPlace.REALM).withReservedPrefixes(List.of("wamp."));
        Realm realm = Realms.create(
                options,
                new RealmEnvironment(
                        loops.serialExecutor(),
                        IdSource.scrambled(new SecureRandom().nextLong()),
                        InstantSource.system(),
                        timers));
        WampSession session =
                realm.open("controller", "trusted").toCompletableFuture().join();
        WorkerTickets tickets = new WorkerTickets();
        Admission admission = new Admission(
                name -> name.equals(realm.name()) ? Optional.of(realm) : Optional.empty(),
                List.of(tickets),
                timers,
                HandshakeTimeouts.DEFAULT);
        SocketPlace socket = SocketPlace.in(cbdir);
        RawSocketSettings settings = new RawSocketSettings(
                List.of(Serializers.cbor()),
                TransportLimits.defaults().withMessageBytes(MOST_MESSAGE_BYTES, MOST_MESSAGE_BYTES),
                Keepalive.none());
        Listening listening = new WampServer(loops)
                .listen(ListenAddress.unix(socket.socket()), new ServerProtocol.RawSocket(settings, admission))
                .toCompletableFuture()
                .join();
        socket.restrict();
        return new LocalRealm(realm, session, tickets, listening, socket);
    }

    Realm realm() {
        return realm;
    }

    /** The controller's own session: may do everything. */
    WampSession session() {
        return session;
    }

    /** One more session of this process. A publisher does not get its own events, so who publishes and who listens are two. */
    WampSession openSession(String authid) {
        return realm.open(authid, "trusted").toCompletableFuture().join();
    }

    WorkerTickets tickets() {
        return tickets;
    }

    Path socket() {
        return socket.socket();
    }

    /** A worker may do everything below its own prefix, and ask for the node's status; nothing else. */
    CompletionStage<Void> admit(String worker) {
        return realm.putRole(new RoleRules(
                WorkerUris.role(worker),
                StaticPermissions.of(List.of(
                        Permission.allow(WorkerUris.prefix(worker), "prefix", EnumSet.allOf(Action.class)),
                        Permission.allow("crossbar.get_status", "exact", Set.of(Action.CALL))))));
    }

    void close(Path cbdir) {
        realm.close(ErrorUri.SYSTEM_SHUTDOWN).toCompletableFuture().join();
        listening.closeAll(CloseReason.normal()).toCompletableFuture().join();
        socket.remove(cbdir);
    }
}
