package dev.weft.node.layout;

import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One accepted change of a layout. Changes below something that is not there change nothing. */
public sealed interface LayoutChange {

    /** The worker it is about. */
    String worker();

    Layout applyTo(Layout layout);

    /** A worker was started: it begins empty. */
    record WorkerStarted(String worker, String type, Map<String, @Nullable Object> options) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.with(WorkerLayout.of(worker, type, options));
        }
    }

    record WorkerStopped(String worker) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.without(worker);
        }
    }

    /** A realm was started; roles come one by one. */
    record RealmStarted(String worker, String realm, Map<String, @Nullable Object> config) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                RealmLayout known = w.realms().get(realm);
                return w.with(new RealmLayout(realm, config, known == null ? Map.of() : known.roles()));
            });
        }
    }

    record RealmStopped(String worker, String realm) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> w.withRealms(Layout.remove(w.realms(), realm)));
        }
    }

    /** A role was started, or replaced in place. */
    record RolePut(String worker, String realm, String role, Map<String, @Nullable Object> config)
            implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                RealmLayout r = w.realms().get(realm);
                return r == null ? w : w.with(new RealmLayout(realm, r.config(), Layout.put(r.roles(), role, config)));
            });
        }
    }

    record RoleRemoved(String worker, String realm, String role) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                RealmLayout r = w.realms().get(realm);
                return r == null ? w : w.with(new RealmLayout(realm, r.config(), Layout.remove(r.roles(), role)));
            });
        }
    }

    /** A transport was started; services come one by one. */
    record TransportStarted(String worker, String transport, Map<String, @Nullable Object> config)
            implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                TransportLayout known = w.transports().get(transport);
                return w.with(new TransportLayout(transport, config, known == null ? Map.of() : known.services()));
            });
        }
    }

    record TransportStopped(String worker, String transport) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> w.withTransports(Layout.remove(w.transports(), transport)));
        }
    }

    record ServicePut(String worker, String transport, String path, Map<String, @Nullable Object> config)
            implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                TransportLayout t = w.transports().get(transport);
                return t == null
                        ? w
                        : w.with(new TransportLayout(transport, t.config(), Layout.put(t.services(), path, config)));
            });
        }
    }

    record ServiceRemoved(String worker, String transport, String path) implements LayoutChange {

        @Override
        public Layout applyTo(Layout layout) {
            return layout.update(worker, w -> {
                TransportLayout t = w.transports().get(transport);
                return t == null
                        ? w
                        : w.with(new TransportLayout(
                                transport, t.config(), Layout.remove(new LinkedHashMap<>(t.services()), path)));
            });
        }
    }
}
