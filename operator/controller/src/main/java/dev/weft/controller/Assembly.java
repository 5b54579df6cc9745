package dev.weft.controller;

import dev.weft.controller.fabric.FabricConnector;
import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.fleet.Fleets;
import dev.weft.controller.http.Hooks;
import dev.weft.controller.http.OperatorHttp;
import dev.weft.controller.lead.Leadership;
import dev.weft.controller.reconcile.CombinedDesk;
import dev.weft.controller.reconcile.EventRecorder;
import dev.weft.controller.reconcile.InformerCluster;
import dev.weft.controller.reconcile.Reconcilers;
import dev.weft.controller.reconcile.SecretInformers;
import dev.weft.controller.reconcile.WeftReconciler;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ServerSideApply;
import dev.weft.controller.source.Sources;
import dev.weft.controller.workload.Workloads;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.engine.apply.Report;
import dev.weft.model.Kinds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator, put together. Read from top to bottom: informers, fleets, reconcilers, http. */
public final class Assembly implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How long calls that are in flight when we end may take; a Pod is given half as much again. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(20);

    private final OperatorSettings settings;
    private final SecretInformers secrets;
    private final InformerCluster cluster;
    private final OperatorMetrics metrics;
    private final EventRecorder events;
    private final Fleets fleets;
    private final Optional<Sources> sources;
    private final Workloads workloads;
    private final List<WeftReconciler<?>> reconcilers;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread made = new Thread(task, "weft-reconcile");
                made.setDaemon(true);
                return made;
            });
    private final Operator operator;
    private final OperatorHttp http;
    /** Empty: there is nobody to share with. */
    private final Optional<Leadership> leadership;

    private final AtomicBoolean synced = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    private Assembly(
            KubernetesClient client,
            Function<BooleanSupplier, FabricConnector> connector,
            OperatorSettings settings,
            Runnable onLeaseLost) {
        this.settings = settings;
        this.leadership = settings.lease().map(lease -> Leadership.of(client, lease, new Led(onLeaseLost)));
        BooleanSupplier leads =
                leadership.<BooleanSupplier>map(each -> each::holds).orElse(() -> true);
        this.secrets = new SecretInformers(client, watched(settings));
        this.cluster = new InformerCluster(client, secrets);
        this.events = new EventRecorder(client, Clock.systemUTC(), settings.identity());
        this.fleets = new Fleets(cluster, connector.apply(leads), settings.fleets(), new Heard());
        this.sources = settings.sources()
                .map(each -> new Sources(cluster, new ServerSideApply(client, leads), each, new Heard()));
        this.workloads = new Workloads(
                new Workloads.Around(
                        client, cluster, leads, fleets::deletion, fleets::wanted, this::online, this::onNews),
                settings.workloads());
        this.metrics = new OperatorMetrics(
                fleets,
                new ResourceCounts(cluster),
                leads,
                () -> threads.getQueue().size());
        this.operator = new Operator(configuration -> {
            // Patches are our own, small ones; the client is closed by whoever made it. Who leads is our own affair
            // as well: the framework's election keeps only its own events back, and cannot be asked at the moment
            // when a call leaves.
            configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withExecutorService(threads)
                    .withUseSSAToPatchPrimaryResource(false);
        });
        WeftReconciler.Surroundings around = new WeftReconciler.Surroundings(
                leads, client, new CombinedDesk(List.of(fleets, workloads)), cluster, events, metrics);
        this.reconcilers = new ArrayList<>(Reconcilers.all(around));
        sources.ifPresent(each -> reconcilers.add(Reconcilers.sources(around.with(each))));
        reconcilers.forEach(this::register);
        this.http = new OperatorHttp(
                settings.http(),
                new OperatorHttp.Answers(
                        metrics::scrape,
                        this::isAlive,
                        this::isReady,
                        sources.<Hooks>map(each -> each).orElse(Hooks.NONE)));
    }

    /**
     * An operator that does nothing yet.
     *
     * @param connector made with what it asks right before each call leaves
     * @param onLeaseLost ends the process: another one leads
     */
    public static Assembly of(
            KubernetesClient client,
            Function<BooleanSupplier, FabricConnector> connector,
            OperatorSettings settings,
            Runnable onLeaseLost) {
        return new Assembly(client, connector, settings, onLeaseLost);
    }

    /** Starts; returns when everything was read once. From then on it waits for the lease, and does nothing until it has it. */
    public void start() {
        http.start();
        secrets.start(this::onSecret);
        operator.start();
        workloads.start();
        synced.set(true);
        leadership.ifPresentOrElse(Leadership::start, this::open);
    }

    /** Begins to work. */
    private void open() {
        fleets.open();
        sources.ifPresentOrElse(
                Sources::open,
                () -> LOG.info(
                        "FabricSources are not followed, and their status stays as it is. To follow them: --source-cache"
                                + " DIR, in the chart sources.enabled=true"));
    }

    private void onSecret(String namespace, String name) {
        fleets.onSecret(namespace, name);
        workloads.onSecret(namespace, name);
        sources.ifPresent(each -> each.onSecret(namespace, name));
    }

    /** The port that http is served on. */
    public int httpPort() {
        return http.port();
    }

    /** Blocks until {@link #close}. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Calls in flight end, then everything does. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.info("ending");
        sources.ifPresent(Sources::close);
        workloads.close();
        boolean quiet = endCalls();
        operator.stop();
        leadership.ifPresent(each -> {
            if (quiet) {
                each.release();
            }
            each.close();
        });
        secrets.close();
        events.close();
        http.close();
        end.countDown();
    }

    private static Set<String> watched(OperatorSettings settings) {
        Set<String> namespaces = new TreeSet<>(settings.namespaces());
        if (!namespaces.isEmpty()) {
            namespaces.add(settings.fleets().ownNamespace());
        }
        return namespaces;
    }

    private <R extends WeftResource> void register(WeftReconciler<R> reconciler) {
        operator.register(reconciler, configuration -> {
            WeftReconciler.configure(configuration);
            where(reconciler, configuration);
        });
    }

    private void where(WeftReconciler<?> reconciler, ControllerConfigurationOverrider<?> configuration) {
        if (reconciler.kind().equals(Kinds.FABRIC)) {
            configuration.settingNamespace(settings.fleets().ownNamespace());
            return;
        }
        settings.selector().ifPresent(configuration::withLabelSelector);
        if (settings.namespaces().isEmpty()) {
            configuration.watchingAllNamespaces();
        } else {
            configuration.settingNamespaces(settings.namespaces());
        }
    }

    /** Whether a node has its uplink; empty: nobody has looked. */
    private Optional<Boolean> online(ResourceRef node) {
        return fleets.draft(node).stream()
                .flatMap(draft -> draft.conditions().stream())
                .filter(each -> each.type().equals(Condition.ONLINE) && !Condition.UNKNOWN.equals(each.status()))
                .findFirst()
                .map(Condition::isTrue);
    }

    private void onNews(ResourceRef ref) {
        reconcilers.stream().filter(each -> each.kind().equals(ref.kind())).forEach(each -> each.onNews(ref));
    }

    /** Whether nothing is in flight any more. */
    private boolean endCalls() {
        try {
            fleets.end().toCompletableFuture().get(LAST_CALLS.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException slow) {
            LOG.warn("some calls were not answered within {} s", LAST_CALLS.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean isAlive() {
        return fleets.isAlive(PATIENCE);
    }

    /** A standby is ready too: it has everything and waits for the lease. Whether the fabric answers is a metric. */
    private boolean isReady() {
        return synced.get() && secrets.isHealthy() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
    }

    /** Begins to work when we lead. */
    private final class Led implements Leadership.Listener {

        private final Runnable onLost;

        Led(Runnable onLost) {
            this.onLost = onLost;
        }

        @Override
        public void onLeading() {
            open();
        }

        @Override
        public void onLost(String message) {
            LOG.error("{}", message);
            onLost.run();
        }
    }

    /** Passes on what the fleets say. */
    private final class Heard implements FleetListener {

        @Override
        public void onNews(Collection<ResourceRef> refs) {
            for (ResourceRef ref : refs) {
                Assembly.this.onNews(ref);
                // What listens on a node, and how far its removal is, is the fleet's to know.
                workloads.onChange(ref);
            }
        }

        @Override
        public void onEvent(ResourceRef about, Told told) {
            cluster.find(about).ifPresent(resource -> events.tell(about, resource, told));
        }

        @Override
        public void onCompared(Scope scope) {
            metrics.onCompared(scope);
        }

        @Override
        public void onPlan(String cause) {
            metrics.onPlan(cause);
        }

        @Override
        public void onLook(String result) {
            metrics.onLook(result);
        }

        @Override
        public void onReport(Report report) {
            metrics.onReport(report);
        }
    }
}
