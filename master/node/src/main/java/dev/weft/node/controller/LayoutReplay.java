package dev.weft.node.controller;

import dev.weft.node.channel.WorkerUris;
import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a fresh worker process the objects of its layout back, by the calls by which they were made. What fails is logged and does
 * not keep the rest from coming: a port in use must not take the realms away. It is tried again in the background.
 */
final class LayoutReplay {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutReplay.class);
    static final String START_REALM = "start_router_realm";
    static final String START_ROLE = "start_router_realm_role";
    static final String START_TRANSPORT = "start_router_transport";
    static final String START_SERVICE = "start_web_transport_service";

    private final WampSession session;
    private final Executor loop;
    private final BooleanSupplier wanted;
    private final ListenAgain again;
    private final ConfigPlaces places;

    /**
     * @param loop where it is asked before each call whether the rest is still wanted
     * @param wanted false as soon as there is another process, which has a replay of its own
     * @param again for transports whose place is taken
     * @param places for messages
     */
    LayoutReplay(WampSession session, Executor loop, BooleanSupplier wanted, ListenAgain again, ConfigPlaces places) {
        this.session = session;
        this.loop = loop;
        this.wanted = wanted;
        this.again = again;
        this.places = places;
    }

    /** Completes when everything was tried, or is not wanted any more; never fails. */
    CompletionStage<Void> apply(WorkerLayout layout) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (RealmLayout realm : layout.realms().values()) {
            done = then(done, layout.id(), START_REALM, List.of(realm.id(), realm.config()));
            for (String role : realm.roles().keySet()) {
                done = then(
                        done,
                        layout.id(),
                        START_ROLE,
                        List.of(realm.id(), role, realm.roles().getOrDefault(role, Map.of())));
            }
        }
        for (TransportLayout transport : layout.transports().values()) {
            done = then(
                    done,
                    layout.id(),
                    START_TRANSPORT,
                    List.of(transport.id(), transport.config()),
                    failure -> tryAgain(layout.id(), transport.id(), failure));
            done = services(done, layout.id(), transport);
        }
        return done;
    }

    private CompletionStage<Void> services(CompletionStage<Void> before, String worker, TransportLayout transport) {
        CompletionStage<Void> done = before;
        for (String path : transport.services().keySet()) {
            done = then(
                    done,
                    worker,
                    START_SERVICE,
                    List.of(transport.id(), path, transport.services().getOrDefault(path, Map.of())));
        }
        return done;
    }

    private void tryAgain(String worker, String id, Throwable failure) {
        if (ListenAgain.isMeant(failure)) {
            again.later(
                    id,
                    transport -> session.call(
                                    WorkerUris.prefix(worker) + START_TRANSPORT,
                                    Payload.of(List.of(transport.id(), transport.config()), Map.of()))
                            .thenComposeAsync(started -> onIt(worker, transport), loop));
        }
    }

    /** The worker has been started by now, so this replay is over; another one for what is on the transport. */
    private CompletionStage<Void> onIt(String worker, TransportLayout transport) {
        return new LayoutReplay(session, loop, again.alive(), again, places)
                .services(CompletableFuture.completedFuture(null), worker, transport);
    }

    private CompletionStage<Void> then(
            CompletionStage<Void> before, String worker, String procedure, List<? extends @Nullable Object> arguments) {
        return then(before, worker, procedure, arguments, failure -> {});
    }

    private CompletionStage<Void> then(
            CompletionStage<Void> before,
            String worker,
            String procedure,
            List<? extends @Nullable Object> arguments,
            Consumer<Throwable> failed) {
        String uri = WorkerUris.prefix(worker) + procedure;
        return before.thenComposeAsync(
                        done -> wanted.getAsBoolean()
                                ? session.call(uri, Payload.of(arguments, Map.of()))
                                : CompletableFuture.completedFuture(Payload.empty()),
                        loop)
                .handle((result, failure) -> {
                    if (failure != null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        LOG.error(
                                "{}worker {}: {} of '{}' from the layout failed: {}{}",
                                place(worker, procedure, arguments),
                                worker,
                                procedure,
                                arguments.get(0),
                                String.valueOf(cause.getMessage()),
                                isTriedAgain(procedure, cause) ? ". It is tried again until it listens" : "");
                        failed.accept(cause);
                    }
                    return null;
                });
    }

    private static boolean isTriedAgain(String procedure, Throwable failure) {
        return procedure.equals(START_TRANSPORT) && ListenAgain.isMeant(failure);
    }

    /** The last argument is the configuration, those before are ids. */
    private String place(String worker, String procedure, List<? extends @Nullable Object> arguments) {
        int ids = arguments.size() - 1;
        List<String> names = new ArrayList<>(List.of(worker, procedure));
        arguments.subList(0, ids).forEach(id -> names.add(String.valueOf(id)));
        return places.before(names, arguments.get(ids));
    }
}
