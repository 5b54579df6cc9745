package dev.weft.node.controller;

import dev.weft.node.channel.Report;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.client.WampSession.Registration;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The controller's end of what workers say to it, registered before the worker starts: {@code ready} and {@code report}. And {@code
 * shutdown} of the worker, which the controller serves, since an end that it does not know of would be a death.
 */
final class WorkerChannel {

    private static final CompletionStage<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final LocalRealm realm;
    private final Executor loop;
    private final Consumer<String> onReady;
    private final BiConsumer<String, Report> onReport;
    private final Function<String, CompletionStage<Void>> onShutdown;
    private final Map<String, List<Registration>> registrations = new ConcurrentHashMap<>();

    /** What is called on the loop; the worker, or the caller of {@code shutdown}, gets its answer when it is done. */
    record Callbacks(
            Consumer<String> onReady,
            BiConsumer<String, Report> onReport,
            Function<String, CompletionStage<Void>> onShutdown) {}

    WorkerChannel(LocalRealm realm, Executor loop, Callbacks callbacks) {
        this.realm = realm;
        this.loop = loop;
        this.onReady = callbacks.onReady();
        this.onReport = callbacks.onReport();
        this.onShutdown = callbacks.onShutdown();
    }

    /** Makes role and registrations of a worker, where they are not there yet. */
    CompletionStage<Void> prepare(String worker) {
        if (registrations.containsKey(worker)) {
            return CompletableFuture.completedFuture(null);
        }
        List<Registration> made = new CopyOnWriteArrayList<>();
        registrations.put(worker, made);
        return realm.admit(worker)
                .thenCompose(admitted -> register(made, WorkerUris.ready(worker), call -> {
                    onReady.accept(worker);
                    return NOTHING;
                }))
                .thenCompose(done -> register(made, WorkerUris.report(worker), call -> {
                    onReport.accept(worker, Report.of(call.payload()));
                    return NOTHING;
                }))
                .thenCompose(done ->
                        register(made, WorkerUris.prefix(worker) + "shutdown", call -> onShutdown.apply(worker)));
    }

    private CompletionStage<Void> register(
            List<Registration> made, String uri, Function<InvocationContext, CompletionStage<Void>> action) {
        return realm.session()
                .register(
                        uri,
                        Dict.empty(),
                        call -> CompletableFuture.supplyAsync(() -> action.apply(call), loop)
                                .thenCompose(done -> done)
                                .thenApply(done -> Payload.of(new @Nullable Object[] {null})))
                .thenAccept(made::add);
    }

    void forget(String worker) {
        List<Registration> old = registrations.remove(worker);
        if (old != null) {
            old.forEach(Registration::unregister);
            realm.realm().removeRole(WorkerUris.role(worker));
        }
    }
}
