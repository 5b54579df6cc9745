package dev.weft.controller.reconcile;

import dev.weft.controller.fleet.FleetListener.Severity;
import dev.weft.controller.fleet.FleetListener.Told;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.WeftResource;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Events. They are news, not state: one that cannot be written is logged and let go, the same one is not told twice in a row. */
public final class EventRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int REMEMBERED = 1_000;
    private static final int WAITING = 1_000;
    /** What the API server takes. */
    private static final int LONGEST = 1_024;

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                Thread made = new Thread(task, "weft-events");
                made.setDaemon(true);
                return made;
            });

    private final Map<List<?>, Instant> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param instance of the operator, as Events name it */
    public EventRecorder(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
    }

    /** Tells something about a resource; does not wait until it is written. */
    public void tell(ResourceRef ref, WeftResource about, Told what) {
        Instant now = clock.instant();
        if (isRepeated(List.of(ref, what), now)) {
            return;
        }
        Event event = event(ref, about, what, now);
        try {
            thread.execute(() -> write(event));
        } catch (RejectedExecutionException full) {
            LOG.warn("too many Events, let go: {} {}: {}", ref, what.reason(), what.message());
        }
    }

    private synchronized boolean isRepeated(List<?> what, Instant now) {
        Instant before = told.get(what);
        if (before != null && now.isBefore(before.plus(QUIET))) {
            return true;
        }
        told.remove(what);
        told.put(what, now);
        return false;
    }

    private Event event(ResourceRef ref, WeftResource about, Told what, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String unique = Long.toString(now.toEpochMilli(), 36) + "-" + count.incrementAndGet();
        String message = what.message().length() <= LONGEST
                ? what.message()
                : what.message().substring(0, LONGEST - 1) + "…";
        return new EventBuilder()
                .withNewMetadata()
                .withName(ref.name().substring(0, Math.min(ref.name().length(), 200)) + "." + unique)
                .withNamespace(ref.namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(ref.namespace())
                .withName(ref.name())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(what.severity() == Severity.WARNING ? "Warning" : "Normal")
                .withReason(what.reason())
                .withMessage(message)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withReportingComponent("weft-operator")
                .withReportingInstance(instance)
                .withNewSource()
                .withComponent("weft-operator")
                .endSource()
                .build();
    }

    private void write(Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException refused) {
            LOG.warn(
                    "an Event could not be written ({}): {} {}: {}",
                    refused.getMessage(),
                    event.getInvolvedObject().getName(),
                    event.getReason(),
                    event.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean written = thread.awaitTermination(2, TimeUnit.SECONDS);
            if (!written) {
                LOG.info("some Events were not written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
