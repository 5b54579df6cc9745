package dev.weft.node.controller;

import dev.weft.config.worker.EnvironmentConfig;
import dev.weft.config.worker.RouterWorkerOptions;
import dev.weft.node.NodeSettings;
import dev.weft.node.channel.WorkerPlace;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.process.WorkerCommand;
import dev.weft.node.process.WorkerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the processes of workers. */
final class Launcher {

    static final String ROUTER = "router";

    /** Types of Crossbar.io that this build does not have: known, so that the answer is another one than for nonsense. */
    static final Set<String> OTHER_TYPES = new TreeSet<>(
            Set.of("container", "proxy", "hostmonitor", "guest", "xbrmm", "marketplace", "websocket-testee"));

    private static final String MAIN = "dev.weft.node.worker.WorkerMain";

    /** Key in {@code options.extra}: ceiling of the worker's heap, MiB. */
    private static final String MAX_HEAP = "max_heap_mib";

    private static final int LEAST_HEAP = 32;

    private final NodeSettings settings;
    private final LocalRealm realm;

    Launcher(NodeSettings settings, LocalRealm realm) {
        this.settings = settings;
        this.realm = realm;
    }

    /** @throws dev.weft.wamp.error.ApplicationError for a type or option that cannot be started */
    static RouterWorkerOptions check(String type, Map<String, @Nullable Object> options) {
        if (OTHER_TYPES.contains(type)) {
            throw Refusals.unavailable("a worker of type '" + type + "'");
        }
        if (!type.equals(ROUTER)) {
            throw Refusals.invalidArgument("worker_type", ROUTER, type);
        }
        RouterWorkerOptions read = Refusals.requireBlock(RouterWorkerOptions.class, options, "worker options");
        if (read.python() != null || !read.pythonpath().isEmpty()) {
            throw Refusals.unavailable("a Python interpreter for workers ('python', 'pythonpath')");
        }
        if (!read.cpuAffinity().isEmpty()) {
            throw Refusals.unavailable("'cpu_affinity' of a worker");
        }
        if (read.exposeShared()) {
            throw Refusals.unavailable("'expose_shared' of a worker");
        }
        heap(read);
        return read;
    }

    /** @throws IOException where the process cannot be made */
    WorkerProcess launch(ManagedWorker worker, String nodeId, Consumer<String> onLine) throws IOException {
        RouterWorkerOptions options = check(worker.type, worker.options);
        String title = options.title() == null ? "weft-router-" + worker.id : options.title();
        WorkerCommand command =
                new WorkerCommand(WorkerCommand.java(MAIN, heap(options), title), environment(options.env()));
        WorkerPlace place = new WorkerPlace(
                worker.id,
                realm.socket().toString(),
                realm.tickets().issue(worker.id),
                settings.cbdir().toString(),
                nodeId);
        return WorkerProcess.start(command, settings.cbdir(), place.toLine(), onLine);
    }

    private Map<String, String> environment(@Nullable EnvironmentConfig config) {
        if (config == null) {
            return WorkerCommand.environment(settings.environment(), null, Map.of());
        }
        return WorkerCommand.environment(settings.environment(), inherited(config), config.vars());
    }

    private static @Nullable Set<String> inherited(EnvironmentConfig config) {
        if (config.inherit() instanceof List<?> names) {
            Set<String> set = new TreeSet<>();
            names.forEach(name -> set.add(String.valueOf(name)));
            return set;
        }
        return Boolean.TRUE.equals(config.inherit()) ? null : Set.of();
    }

    private static @Nullable Integer heap(RouterWorkerOptions options) {
        Object value = options.extra() == null ? null : options.extra().get(MAX_HEAP);
        if (value == null) {
            return null;
        }
        if (value instanceof Number n && n.intValue() >= LEAST_HEAP) {
            return n.intValue();
        }
        throw Refusals.invalidArgument(
                "worker_options.extra." + MAX_HEAP, "an integer of at least " + LEAST_HEAP + " (MiB)", value);
    }
}
