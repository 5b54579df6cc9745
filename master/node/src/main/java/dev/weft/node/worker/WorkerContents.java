package dev.weft.node.worker;

import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All that a worker runs, for the controller's snapshot. Safe for use by several threads. */
final class WorkerContents {

    private final RealmTable realms;
    private final TransportTable transports;
    private final Executor loop;

    WorkerContents(RealmTable realms, TransportTable transports, Executor loop) {
        this.realms = realms;
        this.transports = transports;
        this.loop = loop;
    }

    CompletionStage<Payload> serve() {
        return CompletableFuture.supplyAsync(this::gather, loop).thenCompose(all -> all);
    }

    private CompletionStage<Payload> gather() {
        List<Map<String, @Nullable Object>> listed = new ArrayList<>();
        List<CompletableFuture<Void>> counted = new ArrayList<>();
        for (RunningRealm realm : realms.all()) {
            Map<String, @Nullable Object> info = realm.info();
            listed.add(info);
            counted.add(realm.realm()
                    .stats()
                    .thenAccept(stats -> info.put("sessions", (long) stats.sessions()))
                    .toCompletableFuture());
        }
        List<Map<String, @Nullable Object>> listening = new ArrayList<>();
        for (RunningTransport transport : transports.all()) {
            Map<String, @Nullable Object> info = transport.info();
            info.put("services", transport.serviceInfos());
            listening.add(info);
        }
        Map<String, @Nullable Object> contents = new LinkedHashMap<>();
        contents.put("realms", listed);
        contents.put("transports", listening);
        return CompletableFuture.allOf(counted.toArray(CompletableFuture[]::new))
                .thenApply(done -> Payload.of(contents));
    }
}
