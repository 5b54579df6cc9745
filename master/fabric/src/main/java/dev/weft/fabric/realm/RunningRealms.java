package dev.weft.fabric.realm;

import dev.weft.fabric.access.MasterAuthenticator;
import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.control.RealmLifecycle;
import dev.weft.fabric.control.RealmNames;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.router.Realm;
import dev.weft.router.admission.RealmDirectory;
import dev.weft.wamp.error.ErrorUri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** All realms of a master: which there are, and how they come and go. Safe for use by many threads. */
public final class RunningRealms
        implements RealmDirectory, RealmLifecycle.WampRealms, Pairing.Uplinks, MasterAuthenticator.Gate {

    private final GlobalRealm global;
    private final Ground ground;
    private final RunningRealm.Services services;
    private final Map<String, CompletableFuture<RunningRealm>> byOid = new ConcurrentHashMap<>();

    public RunningRealms(GlobalRealm global, Ground ground, RunningRealm.Services services) {
        this.global = global;
        this.ground = ground;
        this.services = services;
    }

    @Override
    public CompletionStage<Void> start(ManagementRealm realm) {
        CompletableFuture<RunningRealm> starting =
                RunningRealm.start(realm, global, ground, services).toCompletableFuture();
        byOid.put(realm.oid(), starting);
        return starting.thenApply(running -> null);
    }

    @Override
    public CompletionStage<Void> stop(ManagementRealm realm) {
        CompletableFuture<RunningRealm> running = byOid.remove(realm.oid());
        return running == null ? CompletableFuture.completedFuture(null) : running.thenCompose(RunningRealm::stop);
    }

    /** The running management realm; empty also while it starts. */
    public Optional<RunningRealm> running(String oid) {
        CompletableFuture<RunningRealm> found = byOid.get(oid);
        return found != null && found.isDone() && !found.isCompletedExceptionally()
                ? Optional.of(found.join())
                : Optional.empty();
    }

    /** All that run, by name. */
    public List<RunningRealm> all() {
        return byOid.keySet().stream()
                .flatMap(oid -> running(oid).stream())
                .sorted(Comparator.comparing(running -> running.realm().name()))
                .toList();
    }

    @Override
    public Optional<Realm> find(String name) {
        return name.equals(RealmNames.GLOBAL)
                ? Optional.of(global.realm())
                : ground.directory()
                        .findRealmByName(name)
                        .flatMap(realm -> running(realm.oid()))
                        .map(RunningRealm::wamp);
    }

    @Override
    public CompletionStage<List<Long>> disconnect(ManagementRealm realm, String nodeOid, String authid) {
        return running(realm.oid())
                .map(running -> running.uplinks().disconnect(nodeOid))
                .orElse(CompletableFuture.completedFuture(List.of()));
    }

    @Override
    public CompletionStage<Void> makeRoom(FabricNode node) {
        return Optional.ofNullable(node.mrealmOid())
                .flatMap(this::running)
                .map(running -> running.uplinks().makeRoom(node))
                .orElse(CompletableFuture.completedFuture(null));
    }

    /** Says goodbye to all sessions of all realms. */
    public CompletionStage<Void> stopAll() {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        byOid.values()
                .forEach(running -> ends.add(running.thenCompose(
                        realm -> realm.wamp().close(ErrorUri.SYSTEM_SHUTDOWN).toCompletableFuture())));
        ends.add(global.realm().close(ErrorUri.SYSTEM_SHUTDOWN).toCompletableFuture());
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).exceptionally(failure -> null);
    }
}
