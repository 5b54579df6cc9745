package dev.weft.engine.desired;

import dev.weft.engine.diff.WantedConfig;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One object that shall exist.
 *
 * @param wanted its own configuration, without what lives inside it; shared with objects of other nodes that say the same
 * @param origins where each part of the configuration was written
 * @param dependencies what must exist before it, besides what the path says
 * @param documents those that name it, as {@link DesiredNode#layouts} calls them; empty for what is not on a node
 */
public record DesiredObject(
        ObjectPath path,
        WantedConfig wanted,
        SourceMap origins,
        SortedSet<ObjectPath> dependencies,
        SortedSet<String> documents) {

    private static final SortedSet<ObjectPath> NOTHING = Collections.unmodifiableSortedSet(new TreeSet<>());
    private static final SortedSet<String> NOBODY = Collections.unmodifiableSortedSet(new TreeSet<>());

    public DesiredObject {
        dependencies =
                dependencies.isEmpty() ? NOTHING : Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
    }

    /** An object of the master's database. */
    static DesiredObject of(ObjectPath path, Map<String, Object> config, SourceMap origins) {
        return new DesiredObject(path, new WantedConfig(path.kind(), config), origins, NOTHING, NOBODY);
    }

    /**
     * An object on a node that waits for nothing but what the path says.
     *
     * @param documents never changed; kept as it is, because thousands of objects share one
     */
    static DesiredObject of(ObjectPath path, WantedConfig wanted, SourceMap origins, SortedSet<String> documents) {
        return new DesiredObject(path, wanted, origins, NOTHING, documents);
    }

    /** Its own configuration as a plain tree, without what lives inside it; secrets are references. */
    public Map<String, Object> config() {
        return wanted.tree();
    }

    /** Whether both say the same, wherever it is written. */
    boolean wantsTheSameAs(DesiredObject other) {
        return path.equals(other.path)
                && wanted.equals(other.wanted)
                && dependencies.equals(other.dependencies)
                && documents.equals(other.documents);
    }

    public ObjectKind kind() {
        return path.kind();
    }

    public Origin origin() {
        return origins.at(Pointer.ROOT);
    }
}
