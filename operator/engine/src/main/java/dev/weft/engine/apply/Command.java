package dev.weft.engine.apply;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One change of the fabric; which call it is follows from the kind of the path. Secrets in configurations are references. */
public sealed interface Command {

    /** What it is about; for an ownership record the node. */
    ObjectPath path();

    /**
     * Make it: create a management realm, pair a node, start a worker, realm, role, transport or service.
     *
     * @param config for a node {@code {publicKey}}, for a worker {@code {type, options}}, else the block of the kind
     * @param owner the mark to leave on it, for objects in the master's database
     */
    record Start(ObjectPath path, Map<String, Object> config, Optional<OwnerTag> owner) implements Command {

        public Start {
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }
    }

    /**
     * Delete, unpair or stop it.
     *
     * @param then what is started in its place afterwards. Nothing is stopped when it is known already that this cannot be started,
     *     as with a secret that is missing
     */
    record Stop(ObjectPath path, Optional<Start> then) implements Command {

        /** For good. */
        public Stop(ObjectPath path) {
            this(path, Optional.empty());
        }
    }

    /** Replace its configuration in place, atomically; only where the master announces it. */
    record Update(ObjectPath path, Map<String, Object> config) implements Command {

        public Update {
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }
    }

    /** Store what we own on a node. */
    record Own(NodeKey node, Inventory inventory) implements Command {

        @Override
        public ObjectPath path() {
            return node.path();
        }
    }
}
