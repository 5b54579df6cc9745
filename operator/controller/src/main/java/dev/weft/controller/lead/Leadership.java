package dev.weft.controller.lead;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a Lease, renews it, and knows at any moment whether it still holds.
 *
 * <p><b>What is guaranteed.</b> {@link #holds} is asked right before each call to a fabric leaves and before each write to the API
 * server. It needs no thread to have run since: it compares two clocks (one that only goes forward, and that of the day, which also
 * counts while a machine sleeps) with the moment before the last renewal was asked for, and a renewal counts for two thirds of the
 * Lease's duration. So an operator that was paused, starved, or cut off from the API server sends nothing once another one can lead,
 * whenever it goes on; and it ends itself. Clocks of different machines need not agree.
 *
 * <p><b>What is not.</b> A call that had left before goes on: the third of the duration that is left is there for it to end in, but
 * a node may take longer. And between that question and the last byte that the system takes from us there are some microseconds in
 * which a pause can fall. Either way the call is one that was planned from what was live then; calls name objects by their natural
 * path and whole content, so one that comes late makes no second object, and whoever leads reads it back as drift and heals it.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final LeaseSettings settings;
    private final LeaseStore store;
    private final Times times;
    private final Listener listener;
    private final Election election;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<Until> until = Optional.empty();
    /** The Lease as we wrote it last: a renewal needs not read it, since it is refused where somebody else wrote. */
    private Optional<LeaseStore.Stored> mine = Optional.empty();

    private String leader = "";
    private String trouble = "";

    /** One renews and may wait for the API server; the other sees to it that the end is not overlooked meanwhile. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread made = new Thread(task, "weft-lease");
        made.setDaemon(true);
        return made;
    });

    /** Told on threads of this. */
    public interface Listener {

        /** We lead. Once. */
        void onLeading();

        /** We do not any more. Once, and never before {@link #onLeading}. */
        void onLost(String message);
    }

    /**
     * Two clocks.
     *
     * @param forward nanoseconds since some moment; never goes back
     * @param day the time of the day
     */
    record Times(LongSupplier forward, Clock day) {}

    /** Until when by either clock the last renewal counts: nanoseconds of the one, milliseconds of the other. */
    private record Until(long forward, long day) {}

    Leadership(LeaseSettings settings, LeaseStore store, Times times, Listener listener) {
        this.settings = settings;
        this.store = store;
        this.times = times;
        this.listener = listener;
        this.election = new Election(settings.identity(), settings.duration());
    }

    public static Leadership of(KubernetesClient client, LeaseSettings settings, Listener listener) {
        return new Leadership(
                settings,
                ClusterLease.of(client.getConfiguration(), settings),
                new Times(System::nanoTime, Clock.systemUTC()),
                listener);
    }

    /** Wants to lead from now on. */
    public void start() {
        long pause = settings.pause().toMillis();
        threads.scheduleWithFixedDelay(this::look, 0, pause, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::watch, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Whether we lead at this very moment. */
    public boolean holds() {
        return !lost.get() && until.filter(this::isBefore).isPresent();
    }

    private boolean isBefore(Until end) {
        return times.forward().getAsLong() - end.forward() < 0 && times.day().millis() < end.day();
    }

    /** Looks at the Lease, and takes or renews it where that is due. */
    void look() {
        try {
            Optional<LeaseStore.Stored> known = mine;
            // Until an answer says what it is now.
            mine = Optional.empty();
            if (known.isEmpty() || !isSettled(known)) {
                isSettled(store.read());
            }
            trouble = "";
        } catch (KubernetesClientException failure) {
            tellTrouble(String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            LOG.error("the lease {} is looked at again after an error", settings.name(), failure);
        }
    }

    /**
     * Does what is due, as the Lease was read, or written by us last; whether it was so still.
     *
     * <p>What time it is is asked between the two calls: others cannot have seen what is written after it, and what was read before it has
     * not stayed so for longer than it seems.
     */
    private boolean isSettled(Optional<LeaseStore.Stored> stored) {
        long forward = times.forward().getAsLong();
        long day = times.day().millis();
        Optional<LeaseRecord> lease = stored.map(LeaseStore.Stored::record);
        Election.Step step = election.step(lease, forward);
        tellLeader(lease);
        if (step == Election.Step.LOST) {
            lose("it is held by " + lease.map(LeaseRecord::holder).orElse("nobody") + " now");
        } else if (step != Election.Step.WAIT) {
            LeaseRecord claim = election.claim(step, lease, times.day().instant());
            Optional<LeaseStore.Stored> written = store.write(stored, claim);
            if (written.isEmpty()) {
                return false;
            }
            mine = written;
            hold(step, claim, forward, day);
        }
        return true;
    }

    private void hold(Election.Step step, LeaseRecord claim, long forward, long day) {
        Until fresh = new Until(
                forward + settings.holds().toNanos(), day + settings.holds().toMillis());
        if (until.isPresent() && !holds() || !isBefore(fresh)) {
            // It came too late: whatever this answer says, another one may lead already.
            return;
        }
        election.written(claim);
        until = Optional.of(fresh);
        if (step == Election.Step.TAKE) {
            LOG.info("leading as {}, term {} of lease {}", settings.identity(), claim.term(), settings.name());
            begin();
        }
    }

    /** Whoever leads and does nothing keeps all others from it. */
    private void begin() {
        try {
            listener.onLeading();
        } catch (RuntimeException failure) {
            LOG.error("the work of a leader could not be begun", failure);
            lose("its work could not be begun: " + failure.getMessage());
        }
    }

    /** Ends it when the time is over. */
    void watch() {
        if (until.isPresent() && !holds()) {
            lose("it could not be renewed within " + settings.holds().toSeconds() + " s");
        }
    }

    private void lose(String why) {
        if (lost.compareAndSet(false, true) && !closed.get()) {
            listener.onLost("the lease " + settings.namespace() + "/" + settings.name() + " is lost: " + why
                    + ". Ending at once, so that whoever leads now is alone");
        }
    }

    private void tellLeader(Optional<LeaseRecord> lease) {
        String now = lease.map(LeaseRecord::holder).orElse("");
        if (!now.equals(leader) && !now.isEmpty() && !now.equals(settings.identity())) {
            LOG.info("the leader is {}; waiting", now);
        }
        leader = now;
    }

    private void tellTrouble(String message) {
        if (!message.equals(trouble)) {
            trouble = message;
            LOG.warn(
                    "the lease {}/{} cannot be read or written, tried again: {}",
                    settings.namespace(),
                    settings.name(),
                    message);
        }
    }

    /**
     * Renews no more, and gives the Lease back, so that nobody has to wait for its end. Only when nothing that was sent is under way any
     * more.
     */
    public void release() {
        renewNoMore();
        if (!holds()) {
            return;
        }
        try {
            Optional<LeaseStore.Stored> stored = store.read();
            boolean ours = stored.map(LeaseStore.Stored::record)
                    .filter(record ->
                            election.step(Optional.of(record), times.forward().getAsLong()) == Election.Step.RENEW)
                    .isPresent();
            until = Optional.empty();
            if (ours
                    && store.write(stored, stored.orElseThrow().record().released())
                            .isPresent()) {
                LOG.info("the lease {} is given back", settings.name());
            }
        } catch (KubernetesClientException failure) {
            LOG.info("the lease {} could not be given back and runs out: {}", settings.name(), failure.getMessage());
        }
    }

    /** Renews no more. */
    @Override
    public void close() {
        renewNoMore();
        store.close();
    }

    private void renewNoMore() {
        closed.set(true);
        threads.shutdown();
        try {
            boolean quiet = threads.awaitTermination(1, TimeUnit.SECONDS);
            if (!quiet) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
