package dev.weft.node.worker;

import dev.weft.config.realm.RealmConfig;
import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.procedure.Refusals;
import dev.weft.router.Realm;
import dev.weft.router.RealmOptions;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The realms of this worker, by id. For the worker's executor only, but for {@link #findByName}. */
final class RealmTable {

    private final Function<RealmOptions, Realm> maker;
    private final RealmMeta meta;
    private final Reporter reporter;
    private final InstantSource clock;
    private final Map<String, RunningRealm> realms = new TreeMap<>();
    private final Map<String, Realm> byName = new ConcurrentHashMap<>();

    RealmTable(Function<RealmOptions, Realm> maker, RealmMeta meta, Reporter reporter, InstantSource clock) {
        this.maker = maker;
        this.meta = meta;
        this.reporter = reporter;
        this.clock = clock;
    }

    /** For new connections, on any thread. */
    Optional<Realm> findByName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** For the end of the process, on any thread. */
    Collection<Realm> allNow() {
        return List.copyOf(byName.values());
    }

    Collection<RunningRealm> all() {
        return realms.values();
    }

    RunningRealm require(String id) {
        RunningRealm found = realms.get(id);
        if (found == null) {
            throw Refusals.noSuchObject("No realm with ID '" + id + "'");
        }
        return found;
    }

    RunningRealm requireByName(String name) {
        return realms.values().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusals.noSuchObject("No realm with name \"" + name + "\""));
    }

    CompletionStage<Map<String, @Nullable Object>> start(String id, Map<String, @Nullable Object> tree) {
        RealmConfig config = Refusals.requireBlock(RealmConfig.class, tree, "realm '" + id + "'");
        RealmOptions options = RealmMapping.options(config);
        if (realms.containsKey(id)) {
            throw ApplicationError.of(
                    ErrorUri.ALREADY_RUNNING,
                    "Could not start realm: a realm with ID '" + id + "' is already running (or starting)");
        }
        if (byName.containsKey(config.name())) {
            throw ApplicationError.of(
                    ErrorUri.ALREADY_RUNNING,
                    "Could not start realm '" + id + "': the realm name '" + config.name() + "' is in use by realm '"
                            + requireByName(config.name()).id() + "' of this worker");
        }
        Realm realm = maker.apply(options);
        Instant now = clock.instant();
        RunningRealm running = new RunningRealm(id, tree, now, realm);
        realms.put(id, running);
        byName.put(config.name(), realm);
        List<String> ids = List.of(id);
        CompletionStage<Map<String, @Nullable Object>> started = reporter.step(
                        Subject.ROUTER_REALM, Phase.STARTING, ids, null)
                .thenCompose(told -> meta.open(running, config.options().bridgeMetaApi()))
                .thenCompose(open ->
                        reporter.report(new Report(Subject.ROUTER_REALM, Phase.STARTED, ids, tree, running.info())))
                .thenApply(told -> running.info());
        return reporter.orUndo(started, Subject.ROUTER_REALM, ids, () -> takeAway(running));
    }

    private CompletionStage<?> takeAway(RunningRealm running) {
        if (!realms.remove(running.id(), running)) {
            // Somebody stops it already.
            return CompletableFuture.completedFuture(running);
        }
        byName.remove(running.name());
        return meta.close(running.id())
                .handle((closed, failure) -> running)
                .thenCompose(r -> r.realm().close(ErrorUri.CLOSE_REALM));
    }

    CompletionStage<Map<String, @Nullable Object>> stop(String id) {
        RunningRealm running = require(id);
        realms.remove(id);
        byName.remove(running.name());
        return reporter.step(Subject.ROUTER_REALM, Phase.STOPPING, List.of(id), running.info())
                .thenCompose(told -> meta.close(id))
                .thenCompose(closed -> running.realm().close(ErrorUri.CLOSE_REALM))
                .thenCompose(detached -> {
                    Map<String, @Nullable Object> result = new LinkedHashMap<>();
                    result.put("id", id);
                    result.put("name", running.name());
                    result.put("detached_sessions", detached);
                    return reporter.step(Subject.ROUTER_REALM, Phase.STOPPED, List.of(id), result)
                            .thenApply(told -> result);
                });
    }

    /** Counters by realm id: of one realm, or of all where the id is null. */
    CompletionStage<Map<String, @Nullable Object>> stats(@Nullable String id) {
        Collection<RunningRealm> wanted = id == null ? List.copyOf(realms.values()) : List.of(require(id));
        CompletionStage<Map<String, @Nullable Object>> result =
                CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (RunningRealm running : wanted) {
            int roles = running.roles().size();
            result = result.thenCombine(running.realm().stats(), (all, stats) -> {
                all.put(running.id(), StatsTrees.of(roles, stats));
                return all;
            });
        }
        return result;
    }

    /** What is accepted must take effect; what could not is refused. */
}
