package dev.weft.engine.desired;

import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One object that shall exist.
 *
 * @param config its own configuration as a plain tree, without what lives inside it; secrets are references
 * @param origins where each part of the configuration was written
 * @param dependencies what must exist before it, besides what the path says
 */
public record DesiredObject(
        ObjectPath path, Map<String, Object> config, SourceMap origins, SortedSet<ObjectPath> dependencies) {

    public DesiredObject {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        dependencies = Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
    }

    public ObjectKind kind() {
        return path.kind();
    }

    public Origin origin() {
        return origins.at(Pointer.ROOT);
    }
}
