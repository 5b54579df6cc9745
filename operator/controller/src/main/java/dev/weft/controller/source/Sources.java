package dev.weft.controller.source;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.http.Hooks;
import dev.weft.controller.reconcile.ResourceDesk;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kinds;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.follow.Webhook;
import dev.weft.sources.git.follow.WebhookSecret;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** All FabricSources of the watched namespaces. May be called from any thread; what blocks happens on the followers' own. */
public final class Sources implements ResourceDesk, Hooks, AutoCloseable {

    /** A fetch and an index of it are what costs memory. */
    private static final int AT_ONCE = 2;

    private final SourceLook.Around around;
    private final FleetListener listener;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    /** By the resource's uid: one that was made again is another source. */
    private final Map<String, SourceFollower> followers = new ConcurrentHashMap<>();

    private final Map<ResourceRef, String> uids = new ConcurrentHashMap<>();
    private volatile boolean open;

    /** @param listener told on the followers' threads; must not block */
    public Sources(Cluster cluster, ResourceApplier applier, SourceSettings settings, FleetListener listener) {
        this.around = new SourceLook.Around(
                cluster,
                applier,
                settings,
                new SourceCache(settings.cache(), settings.mostBytes(), AT_ONCE),
                Clock.systemUTC());
        this.listener = listener;
    }

    /** Everything is in the caches: every source is followed from now on. */
    public void open() {
        open = true;
        var all = around.cluster().resources(Kinds.FABRIC_SOURCE);
        around.cache()
                .keepOnly(all.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet()));
        all.forEach(each -> onChange(ResourceRef.of(each)));
    }

    @Override
    public synchronized void onChange(ResourceRef ref) {
        if (!open) {
            return;
        }
        Optional<WeftResource> source = around.cluster().find(ref);
        String uid = source.map(each -> each.getMetadata().getUid()).orElse("");
        String before = uid.isEmpty() ? uids.remove(ref) : uids.put(ref, uid);
        if (before != null && !before.equals(uid)) {
            end(before);
        }
        source.ifPresent(each -> followers
                .computeIfAbsent(uid, made -> new SourceFollower(each, around, turns, listener))
                .onChange(each));
    }

    private void end(String uid) {
        SourceFollower follower = followers.remove(uid);
        if (follower != null) {
            follower.end();
        }
        // Whoever looks may keep us waiting for the folder.
        CompletableFuture.runAsync(() -> around.cache().forget(uid));
    }

    /** A Secret came, changed or went. */
    public void onSecret(String namespace, String name) {
        uids.forEach((ref, uid) -> {
            if (ref.namespace().equals(namespace)) {
                follower(ref).ifPresent(each -> each.onSecret(name));
            }
        });
    }

    private Optional<SourceFollower> follower(ResourceRef ref) {
        return Optional.ofNullable(uids.get(ref)).map(followers::get);
    }

    @Override
    public Optional<StatusDraft> draft(ResourceRef ref) {
        return follower(ref).map(SourceFollower::draft);
    }

    /** What came from a source stays when the source goes. */
    @Override
    public DeletionStage deletion(ResourceRef ref) {
        return DeletionStage.NONE;
    }

    @Override
    public boolean isUnkept(ResourceRef ref) {
        return false;
    }

    /** {@code POST /hooks/NAMESPACE/NAME}. */
    @Override
    public Reply answer(Call call) throws IOException {
        if (!open) {
            return new Reply(503, "this operator does not lead; the one that does looks at its next interval");
        }
        String[] names = call.path().split("/", -1);
        Optional<WeftResource> source = names.length == 2
                ? around.cluster().find(new ResourceRef(Kinds.FABRIC_SOURCE, names[0], names[1]))
                : Optional.empty();
        Webhook.Answer answer = new Webhook(call.method(), call.headers(), call.body()).judge(secret(source));
        if (answer.isAccepted()) {
            source.map(ResourceRef::of).flatMap(this::follower).ifPresent(SourceFollower::trigger);
        }
        return new Reply(answer.status(), answer.text());
    }

    private Optional<WebhookSecret> secret(Optional<WeftResource> source) {
        try {
            return source.flatMap(
                    each -> SourceReading.of(around.cluster(), each).webhook());
        } catch (SourceFailure | GitFailure wrong) {
            // Its status says what is wrong; strangers are told as much as where there is no webhook.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        open = false;
        followers.values().forEach(SourceFollower::end);
        followers.values().forEach(SourceFollower::close);
    }
}
