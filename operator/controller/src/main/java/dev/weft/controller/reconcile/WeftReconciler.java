package dev.weft.controller.reconcile;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.WeftStatus;
import dev.weft.model.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves any kind: hands each resource to whoever knows what it means, and writes what that one says about it. Decides nothing.
 *
 * <p>It is called for every event, deletions included, and when there is something new to say. It writes only what differs from what
 * is there; what fails to be written is tried again by the operator framework, with growing pauses.
 */
public abstract class WeftReconciler<R extends WeftResource> implements Reconciler<R> {

    private static final Logger LOG = LoggerFactory.getLogger(WeftReconciler.class);
    private static final int GONE = 404;

    private final Kind kind;
    private final Surroundings around;
    private final SimpleInboundEventSource<R> news;
    /** What each resource said when it was handed over, so that what we write ourselves is no news. */
    private final Map<ResourceRef, List<?>> handed = new ConcurrentHashMap<>();

    protected WeftReconciler(Kind kind, Surroundings around) {
        this.kind = kind;
        this.around = around;
        this.news = new SimpleInboundEventSource<>();
    }

    /**
     * Who does what a reconciler does not.
     *
     * @param leads whether anything may be written at this moment; whoever begins to lead has news about every resource
     */
    public record Surroundings(
            BooleanSupplier leads,
            KubernetesClient client,
            ResourceDesk desk,
            InformerCluster cluster,
            EventRecorder events,
            ReconcileCounter counter) {

        /** The same, where somebody else knows what the resources mean. */
        public Surroundings with(ResourceDesk other) {
            return new Surroundings(leads, client, other, cluster, events, counter);
        }
    }

    public Kind kind() {
        return kind;
    }

    /** There is something new to say about the resource. */
    public void onNews(ResourceRef ref) {
        news.propagateEvent(new ResourceID(ref.name(), ref.namespace()));
    }

    /** What is common to all kinds, besides where to look. */
    public static <R extends WeftResource> void configure(ControllerConfigurationOverrider<R> configuration) {
        // Labels and annotations mean something as well, and a resource without a finalizer just goes.
        configuration
                .withGenerationAware(false)
                .withTriggerReconcilerOnAllEvents(true)
                .withOnUpdateFilter((now, before) -> !facts(now).equals(facts(before)))
                .withRetry(Retries.unending());
    }

    @Override
    public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        around.cluster().add(kind, context.getPrimaryCache());
        return List.of(news);
    }

    @Override
    public UpdateControl<R> reconcile(R resource, Context<R> context) {
        if (!around.leads().getAsBoolean()) {
            return UpdateControl.noUpdate();
        }
        ResourceRef ref = ResourceRef.of(resource);
        try {
            if (context.isPrimaryResourceDeleted()) {
                handed.remove(ref);
                around.desk().onChange(ref);
            } else {
                reconcile(ref, resource);
            }
            around.counter().onReconciled(kind, ReconcileCounter.Result.DONE);
            return UpdateControl.noUpdate();
        } catch (KubernetesClientException failure) {
            around.counter().onReconciled(kind, ReconcileCounter.Result.FAILED);
            if (failure.getCode() != GONE) {
                throw failure;
            }
            // It went while we looked at it; that it did is told by its own event.
            LOG.info("{} is gone, nothing is written about it", ref);
            return UpdateControl.noUpdate();
        } catch (RuntimeException failure) {
            around.counter().onReconciled(kind, ReconcileCounter.Result.FAILED);
            throw failure;
        }
    }

    private void reconcile(ResourceRef ref, R resource) {
        List<?> facts = facts(resource);
        if (!facts.equals(handed.put(ref, facts))) {
            around.desk().onChange(ref);
        }
        DeletionStage stage = around.desk().deletion(ref);
        if (isToBeReleased(resource, stage)) {
            new Finalizers(around.client()).take(resource);
            return;
        }
        if (around.desk().isUnkept(ref) && !Lifecycle.isLeaving(resource) && !Lifecycle.isKept(resource)) {
            new Finalizers(around.client()).put(resource);
        }
        Optional<StatusDraft> draft = around.desk().draft(ref);
        if (draft.isPresent()) {
            WeftStatus before = around.cluster().statuses().known(resource);
            WeftStatus now = draft.get().over(before, around.counter().now());
            if (!now.equals(before)) {
                around.cluster().statuses().write(around.client(), resource, now);
                around.counter().onStatusWritten(kind);
                StatusEvents.between(before, now)
                        .forEach(told -> around.events().tell(ref, resource, told));
            }
        }
    }

    /** Whether our finalizer has no purpose any more. */
    private boolean isToBeReleased(R resource, DeletionStage stage) {
        if (!Lifecycle.isKept(resource)) {
            return false;
        }
        return stage.step() == DeletionStage.Step.DONE || !Lifecycle.removes(kind, resource);
    }

    /** What a resource says; not what is said about it. */
    private static List<?> facts(WeftResource resource) {
        var metadata = resource.getMetadata();
        return List.of(
                String.valueOf(metadata.getUid()),
                Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()),
                Objects.requireNonNullElse(metadata.getFinalizers(), List.of()),
                String.valueOf(metadata.getDeletionTimestamp()));
    }
}
