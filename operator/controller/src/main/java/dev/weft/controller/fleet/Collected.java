package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Document;
import dev.weft.model.DocumentReader;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The resources of one namespace, by the fleet that they belong to. */
final class Collected {

    private Collected() {}

    static TreeMap<FleetKey, List<Entry>> of(Cluster cluster, String namespace) {
        TreeMap<FleetKey, List<Entry>> fleets = new TreeMap<>();
        for (Kind kind : kinds()) {
            for (WeftResource resource : cluster.resources(kind, namespace)) {
                DocumentReader.Read read = ResourceDocuments.read(resource);
                Entry entry = new Entry(
                        ResourceRef.of(resource),
                        resource,
                        read.document().map(document -> keyed(cluster, kind, namespace, document)),
                        read.findings(),
                        DeletionStage.NONE);
                fleets.computeIfAbsent(new FleetKey(namespace, mrealm(kind, resource)), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        return fleets;
    }

    /** A node that says no key has the one that was made for it, where there is one. */
    private static Document keyed(Cluster cluster, Kind kind, String namespace, Document document) {
        if (!kind.equals(Kinds.FABRIC_NODE) || document.spec().get("publicKey") != null) {
            return document;
        }
        return NodeKeySecret.publicKey(cluster, namespace, document.name())
                .map(key -> {
                    Map<String, Object> spec = new TreeMap<>(document.spec());
                    spec.put("publicKey", key);
                    return new Document(
                            document.apiVersion(), document.kind(), document.metadata(), spec, document.source());
                })
                .orElse(document);
    }

    /** The kinds that fleets consist of. */
    static List<Kind> kinds() {
        return List.of(Kinds.MANAGEMENT_REALM, Kinds.FABRIC_NODE, Kinds.NODE_LAYOUT);
    }

    /** The management realm that a resource declares or names; empty for one that names none. */
    static String mrealm(Kind kind, WeftResource resource) {
        Map<String, Object> spec = resource.getSpec() == null ? Map.of() : resource.getSpec();
        if (!kind.equals(Kinds.MANAGEMENT_REALM)) {
            return spec.get("mrealm") instanceof String name ? name : "";
        }
        return spec.get("name") instanceof String name
                ? name
                : resource.getMetadata().getName();
    }

    /** The same document without its workers: what it put onto nodes is to go. */
    static Document emptied(Document layout) {
        Map<String, Object> spec = new TreeMap<>(layout.spec());
        spec.put("workers", List.of());
        spec.remove("suspend");
        spec.remove("rollout");
        return new Document(layout.apiVersion(), layout.kind(), layout.metadata(), spec, layout.source());
    }
}
