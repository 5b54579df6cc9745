package dev.weft.node.worker;

import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.node.channel.WorkerPlace;
import dev.weft.node.channel.WorkerUris;
import dev.weft.node.procedure.LocalProcedure;
import dev.weft.node.procedure.ProcessProcedures;
import dev.weft.node.procedure.Registrar;
import dev.weft.node.web.ServiceContext;
import dev.weft.node.web.ServiceFactory;
import dev.weft.node.worker.auth.Authentication;
import dev.weft.node.worker.auth.DynamicMethods;
import dev.weft.node.worker.auth.Proofs;
import dev.weft.node.worker.auth.ServiceSessions;
import dev.weft.node.worker.auth.StaticMethods;
import dev.weft.node.worker.cookie.CookieJars;
import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.Timers;
import dev.weft.transport.Loops;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Everything in a router worker, put together. */
final class RouterWorker {

    /** Rows of other types of workers have the same local names: only these count here. */
    private static final List<String> APIS = List.of(
            "crossbarfabriccenter.remote.worker.",
            "crossbarfabriccenter.remote.router.",
            "crossbarfabriccenter.remote.tracing.");

    private final WorkerPlace place;
    private final WampSession session;
    private final RealmTable realms;
    private final TransportTable transports;
    private final Executor loop;
    private final Registrar registrar;
    private final WorkerContents contents;

    /** What the tables share. */
    record Place(Executor loop, InstantSource clock, WampServer server) {}

    RouterWorker(WorkerPlace place, WampSession session, Loops loops, Executor blocking) {
        this.place = place;
        this.session = session;
        Place shared = new Place(loops.serialExecutor(), InstantSource.system(), new WampServer(loops));
        SecureRandom random = new SecureRandom();
        IdSource ids = IdSource.scrambled(random.nextLong());
        Timers timers = Timers.on(loops.timer());
        Path cbdir = Path.of(place.cbdir());
        Reporter reporter = new Reporter(place.id(), session, shared.loop());
        this.realms = new RealmTable(
                options -> realm(options, loops, ids, timers),
                new RealmMeta(place.id(), session, shared.loop()),
                reporter,
                shared.clock());
        RandomBytes bytes = count -> {
            byte[] drawn = new byte[count];
            random.nextBytes(drawn);
            return drawn;
        };
        Proofs proofs = new Proofs(bytes, shared.clock());
        ServiceSessions own = new ServiceSessions();
        Authentication authentication = new Authentication(
                new StaticMethods(proofs, System.getenv()), new DynamicMethods(proofs, realms::findByName, own));
        Protocols.Logins logins =
                new Protocols.Logins(authentication, new CookieJars(cbdir, bytes, shared.clock(), blocking));
        Protocols protocols = new Protocols(realms::findByName, logins, timers, loops);
        this.loop = shared.loop();
        this.transports = new TransportTable(new Endpoints(cbdir, System.getenv()), protocols, reporter, shared);
        ServiceFactory services = new ServiceFactory(
                new ServiceContext(cbdir, place.nodeId(), place.id(), blocking),
                protocols,
                new WorkerMetrics(realms, transports, shared.loop())::text);
        ServiceTable serviceTable = new ServiceTable(transports, services, reporter, shared.clock());

        ProcessProcedures process = new ProcessProcedures(blocking);
        Map<String, LocalProcedure> procedures = new LinkedHashMap<>(process.all());
        RoleTable roles = new RoleTable(realms, new RoleMapping(own), reporter);
        RouterProcedures router = new RouterProcedures(realms, roles, transports, serviceTable);
        router.all().forEach((name, procedure) -> procedures.put(name, confined(procedure, shared.loop())));
        WorkerProcedures worker = new WorkerProcedures(place, process, realms, transports);
        worker.all().forEach((name, procedure) -> procedures.put(name, confined(procedure, shared.loop())));
        Probe probe = new Probe(realms, roles, transports, blocking);
        procedures.put("probe", confined(probe::ask, shared.loop()));
        this.contents = new WorkerContents(realms, transports, shared.loop());
        this.registrar = new Registrar(WorkerUris.prefix(place.id()), procedures);
        ProcedureTable.all().stream().filter(RouterWorker::isMine).forEach(registrar::add);
    }

    /** Registers everything, then tells the controller that calls may come. */
    CompletionStage<Void> serve() {
        return registrar
                .register(session)
                .thenCompose(done ->
                        session.register(WorkerUris.contents(place.id()), Dict.empty(), call -> contents.serve()))
                .thenCompose(done -> session.call(
                        WorkerUris.ready(place.id()),
                        Payload.of(ProcessHandle.current().pid())))
                .thenApply(told -> null);
    }

    /** Sends GOODBYE to all sessions of all realms, and closes all connections. Completes when these are gone. */
    CompletionStage<Void> close() {
        return CompletableFuture.allOf(realms.allNow().stream()
                        .map(realm -> realm.close(ErrorUri.SYSTEM_SHUTDOWN).toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        told -> transports.closeAll(
                                new CloseReason(CloseReason.Kind.GOING_AWAY, "the router is shutting down")),
                        loop);
    }

    /** The controller serves {@code shutdown} of its workers itself: an end that it does not know of would be a death. */
    private static boolean isMine(Procedure row) {
        return APIS.stream().anyMatch(row.uri()::startsWith)
                && !row.local().orElse("").equals("shutdown");
    }

    private static Realm realm(RealmOptions options, Loops loops, IdSource ids, Timers timers) {
        return Realms.create(
                options,
                new RealmEnvironment(loops.serialExecutor(), ids, InstantSource.system(), timers)
                        .withNanoTime(System::nanoTime)
                        .withBounds(new BoundLog(options.name())));
    }

    private static LocalProcedure confined(LocalProcedure procedure, Executor loop) {
        return call ->
                CompletableFuture.supplyAsync(() -> procedure.call(call), loop).thenCompose(result -> result);
    }
}
