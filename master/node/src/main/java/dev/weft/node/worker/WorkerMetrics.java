package dev.weft.node.worker;

import dev.weft.router.RealmStats;
import dev.weft.transport.server.Listening;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What a router worker counts, as text for Prometheus. */
final class WorkerMetrics {

    private final RealmTable realms;
    private final TransportTable transports;
    private final Executor loop;

    /** @param loop of the tables */
    WorkerMetrics(RealmTable realms, TransportTable transports, Executor loop) {
        this.realms = realms;
        this.transports = transports;
        this.loop = loop;
    }

    /** From any thread. */
    CompletionStage<String> text() {
        return CompletableFuture.supplyAsync(this::gather, loop).thenCompose(text -> text);
    }

    private CompletionStage<String> gather() {
        Map<String, Listening> listening = transports.listening();
        CompletionStage<Map<String, RealmStats>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (RunningRealm realm : realms.all()) {
            all = all.thenCombine(realm.realm().stats(), (map, stats) -> {
                map.put(realm.name(), stats);
                return map;
            });
        }
        return all.thenApply(byName -> {
            MetricsText text = new MetricsText();
            RealmMetrics.write(text, byName);
            TransportMetrics.write(text, listening);
            return text.text();
        });
    }
}
