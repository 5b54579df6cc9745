package dev.weft.controller.resource;

import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in the cluster, as the informers last saw it: no call of these goes to the API server, but for {@link #endOfMany}. */
public interface Cluster {

    /** Resources of a kind in one namespace. Not to be changed: they are the cache's own. */
    Collection<WeftResource> resources(Kind kind, String namespace);

    /** Resources of a kind wherever they are watched. */
    Collection<WeftResource> resources(Kind kind);

    Optional<WeftResource> find(ResourceRef ref);

    /** Namespaces in which there is a resource of ours. */
    Set<String> namespaces();

    /** The entries of a Secret, decoded; empty when there is no such Secret. */
    Optional<Map<String, String>> secret(String namespace, String name);

    /** In words, what else is being deleted so that all resources of the kind in the namespace go with it; asks the API server. */
    Optional<String> endOfMany(Kind kind, String namespace);
}
