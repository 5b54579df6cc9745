package dev.weft.controller.source;

import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.fleet.FleetListener.Severity;
import dev.weft.controller.fleet.FleetListener.Told;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ResourceApplier.Refused;
import dev.weft.controller.source.SourceLook.Outcome;
import dev.weft.controller.status.SourceProgress;
import dev.weft.controller.status.SourceStatus;
import dev.weft.controller.status.SourceStatus.Persistence;
import dev.weft.controller.status.StatusDraft;
import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import dev.weft.model.TimeText;
import dev.weft.sources.git.follow.GitPolling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one source on a thread of its own: looks at intervals and when somebody asks, and keeps what is to be said. */
final class SourceFollower {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFollower.class);
    private static final Duration USUAL = Duration.ofMinutes(1);

    private final ResourceRef ref;
    private final SourceLook.Around around;
    private final FleetListener listener;
    private final Semaphore turns;
    private final GitPolling polling;
    /** What people wrote last. */
    private List<?> asked = List.of();

    private volatile boolean forced;
    private volatile boolean ended;
    private volatile Duration interval = USUAL;
    private volatile StatusDraft draft;
    /** Set on the polling thread; null before the first look. */
    private volatile @Nullable SourceLook look;

    /** @param turns how many may look at once */
    SourceFollower(WeftResource source, SourceLook.Around around, Semaphore turns, FleetListener listener) {
        this.ref = ResourceRef.of(source);
        this.around = around;
        this.turns = turns;
        this.listener = listener;
        this.draft = SourceStatus.unknown(Application.generation(source));
        this.polling = GitPolling.start(() -> interval, this::look);
    }

    StatusDraft draft() {
        return draft;
    }

    /** Somebody changed the resource: looks at once where that means something. */
    synchronized void onChange(WeftResource source) {
        String request = Annotations.find(source, Annotations.RECONCILE).orElse("");
        List<?> now = List.of(Application.generation(source), request);
        if (!now.equals(asked)) {
            forced |= !asked.isEmpty() && !asked.get(1).equals(request);
            asked = now;
            polling.trigger();
        }
    }

    /** A Secret came, changed or went. */
    void onSecret(String name) {
        boolean named = around.cluster()
                .find(ref)
                .filter(source -> secrets(source).contains(name))
                .isPresent();
        if (named) {
            polling.trigger();
        }
    }

    private java.util.Set<String> secrets(WeftResource source) {
        try {
            return SourceReading.of(around.cluster(), source).secrets();
        } catch (SourceFailure wrong) {
            return java.util.Set.of();
        }
    }

    /** Looks soon. */
    void trigger() {
        polling.trigger();
    }

    /** No look begins after this, and what one fetches is broken off; does not wait for it. */
    void end() {
        ended = true;
        SourceLook running = look;
        if (running != null) {
            running.end();
        }
        polling.end();
    }

    /** Waits a little for one that runs. */
    void close() {
        polling.close();
    }

    /** One look, when it is our turn: whether the repository and the API server answered. */
    private boolean look() {
        if (!isTurn()) {
            return true;
        }
        try {
            Optional<WeftResource> source = around.cluster().find(ref);
            return source.isEmpty() || source.get().getMetadata().getDeletionTimestamp() != null || look(source.get());
        } catch (Refused unreachable) {
            LOG.warn("{}: the API server does not answer: {}", ref, unreachable.text());
            return false;
        } finally {
            turns.release();
        }
    }

    /** Waits until few enough others look; false: it is over. */
    private boolean isTurn() {
        try {
            while (!ended) {
                if (turns.tryAcquire(1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean look(WeftResource source) {
        SourceLook mine = look;
        if (mine == null) {
            mine = new SourceLook(ref, remembered(), around, this::onBegun);
            look = mine;
        }
        if (ended) {
            return true;
        }
        if (forced) {
            forced = false;
            mine.forgetApplied();
        }
        interval = interval(source);
        Outcome outcome = mine.look(source);
        if (ended && outcome.state().trouble().isPresent()) {
            // What was broken off is no failure of the repository.
            return true;
        }
        tell(outcome, Application.generation(source));
        return outcome.state()
                .trouble()
                .filter(trouble -> trouble.weight() == Persistence.PASSING)
                .isEmpty();
    }

    /** Out of the status as the API server has it, not the cache: it may be behind, and a branch that was set back go unnoticed. */
    private SourceProgress remembered() {
        WeftStatus status = around.applier()
                .read(ref)
                .flatMap(source -> Optional.ofNullable(source.getStatus()))
                .orElse(WeftStatus.EMPTY);
        return SourceProgress.of(status);
    }

    /** Whatever writes the status meanwhile must not take it back. */
    private void onBegun(SourceProgress progress) {
        StatusDraft before = draft;
        Details details = new Details(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(progress));
        draft = new StatusDraft(before.generation(), before.conditions(), details, before.weight());
    }

    private static Duration interval(WeftResource source) {
        Map<String, Object> spec = source.getSpec();
        return spec != null && spec.get("interval") instanceof String text && text.matches(TimeText.PATTERN)
                ? Duration.ofMillis(TimeText.millis(text))
                : USUAL;
    }

    /** In the words of the condition, of which there may be an Event as well: the same one is written once. */
    private static String message(StatusDraft draft) {
        return draft.conditions().stream()
                .filter(each -> each.type().equals(Condition.READY))
                .map(each -> String.valueOf(each.message()))
                .findFirst()
                .orElse("");
    }

    private void tell(Outcome outcome, long generation) {
        StatusDraft now = SourceStatus.draft(outcome.state(), generation);
        boolean news = !now.equals(draft);
        listener.onLook(
                outcome.state().trouble().map(SourceStatus.Trouble::reason).orElse("Ok"));
        draft = now;
        outcome.applied().ifPresent(applied -> {
            LOG.info("{}: {}", ref, SourceStatus.words(applied));
            listener.onEvent(ref, new Told(Severity.NORMAL, "Applied", SourceStatus.words(applied)));
        });
        if (news) {
            outcome.state().trouble().ifPresent(trouble -> {
                String message = message(now);
                LOG.warn("{}: {}: {}", ref, trouble.reason(), message);
                listener.onEvent(ref, new Told(Severity.WARNING, trouble.reason(), message));
            });
            listener.onNews(List.of(ref));
        }
    }
}
