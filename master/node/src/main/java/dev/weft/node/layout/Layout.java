package dev.weft.node.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The workers of a node, by id, in the order in which they were started. */
public record Layout(Map<String, WorkerLayout> workers) {

    private static final Layout EMPTY = new Layout(Map.of());

    public Layout {
        workers = ordered(workers);
    }

    public static Layout empty() {
        return EMPTY;
    }

    public Optional<WorkerLayout> find(String worker) {
        return Optional.ofNullable(workers.get(worker));
    }

    public Layout with(WorkerLayout worker) {
        return new Layout(put(workers, worker.id(), worker));
    }

    public Layout without(String worker) {
        return new Layout(remove(workers, worker));
    }

    /** This layout with one worker changed; unchanged where there is no such worker. */
    Layout update(String worker, UnaryOperator<WorkerLayout> change) {
        WorkerLayout found = workers.get(worker);
        return found == null ? this : with(change.apply(found));
    }

    /** This layout, and of the other one whatever this one does not have, object by object. */
    public Layout orElse(Layout other) {
        Layout merged = this;
        for (WorkerLayout theirs : other.workers().values()) {
            WorkerLayout ours = workers.get(theirs.id());
            merged = merged.with(ours == null ? theirs : ours.orElse(theirs));
        }
        return merged;
    }

    /**
     * One worker.
     *
     * @param type {@code router}
     * @param options as given
     */
    public record WorkerLayout(
            String id,
            String type,
            Map<String, @Nullable Object> options,
            Map<String, RealmLayout> realms,
            Map<String, TransportLayout> transports) {

        public WorkerLayout {
            options = ordered(options);
            realms = ordered(realms);
            transports = ordered(transports);
        }

        public static WorkerLayout of(String id, String type, Map<String, ? extends @Nullable Object> options) {
            return new WorkerLayout(id, type, new LinkedHashMap<>(options), Map.of(), Map.of());
        }

        public WorkerLayout with(RealmLayout realm) {
            return withRealms(put(realms, realm.id(), realm));
        }

        public WorkerLayout with(TransportLayout transport) {
            return withTransports(put(transports, transport.id(), transport));
        }

        WorkerLayout withRealms(Map<String, RealmLayout> others) {
            return new WorkerLayout(id, type, options, others, transports);
        }

        WorkerLayout withTransports(Map<String, TransportLayout> others) {
            return new WorkerLayout(id, type, options, realms, others);
        }

        WorkerLayout orElse(WorkerLayout other) {
            WorkerLayout merged = this;
            for (RealmLayout theirs : other.realms().values()) {
                RealmLayout ours = realms.get(theirs.id());
                merged = merged.with(
                        ours == null
                                ? theirs
                                : new RealmLayout(ours.id(), ours.config(), merge(ours.roles(), theirs.roles())));
            }
            for (TransportLayout theirs : other.transports().values()) {
                TransportLayout ours = transports.get(theirs.id());
                merged = merged.with(
                        ours == null
                                ? theirs
                                : new TransportLayout(
                                        ours.id(), ours.config(), merge(ours.services(), theirs.services())));
            }
            return merged;
        }
    }

    /**
     * One realm.
     *
     * @param config as given
     * @param roles configurations as given, by role id
     */
    public record RealmLayout(
            String id, Map<String, @Nullable Object> config, Map<String, Map<String, @Nullable Object>> roles) {

        public RealmLayout {
            config = ordered(config);
            roles = ordered(roles);
        }
    }

    /**
     * One transport.
     *
     * @param config with the port that was bound, so that a restart finds clients where they look
     * @param services configurations of the services that were started one by one, by path
     */
    public record TransportLayout(
            String id, Map<String, @Nullable Object> config, Map<String, Map<String, @Nullable Object>> services) {

        public TransportLayout {
            config = ordered(config);
            services = ordered(services);
        }
    }

    static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static <V> Map<String, V> remove(Map<String, V> map, String key) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    private static <V> Map<String, V> merge(Map<String, V> first, Map<String, V> second) {
        Map<String, V> merged = new LinkedHashMap<>(first);
        second.forEach(merged::putIfAbsent);
        return merged;
    }

    private static <V extends @Nullable Object> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
