package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.FindingText;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.engine.json.CanonicalJson;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Kinds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The resources of a fleet, loaded: what shall be in force, or what is wrong with which of them.
 *
 * @param documents what was loaded, by resource
 * @param desired empty when anything is wrong
 * @param errors what is wrong, by the title of the resource
 * @param secrets the references that the documents hold
 * @param unkept resources that must get our finalizer before anything of them is in force
 */
record FleetLoad(
        Map<ResourceRef, Document> documents,
        Optional<Desired> desired,
        Map<String, List<Finding>> errors,
        Set<SecretRef> secrets,
        Set<ResourceRef> unkept) {

    FleetLoad {
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
        errors = Map.copyOf(errors);
        secrets = Collections.unmodifiableSet(new TreeSet<>(secrets));
        unkept = Collections.unmodifiableSet(new TreeSet<>(unkept));
    }

    /**
     * What to load.
     *
     * @param entries the resources as they are now
     * @param known the documents that are in force
     * @param emptied nodes that are deleted, but not before layouts have taken away what they put there
     */
    record Source(
            FleetKey key,
            List<Entry> entries,
            Map<ResourceRef, Document> known,
            Set<ResourceRef> emptied,
            List<String> allowedTypes) {}

    static FleetLoad of(Source source, SecretSource secrets) {
        Map<String, List<Finding>> errors = new HashMap<>();
        source.entries().stream()
                .filter(entry -> entry.document().isEmpty())
                .forEach(entry -> errors.put(entry.ref().title(), entry.findings()));
        Out out = new Out(new TreeSet<>(), new TreeSet<>());
        Map<ResourceRef, Document> documents = documents(source, out);
        DesiredLoader.Loaded loaded = DesiredLoader.load(documents.values(), options(source));
        loaded.findings().stream()
                .filter(Finding::isError)
                .map(new WorkerFindings(documents)::named)
                .forEach(each -> errors.computeIfAbsent(each.origin().file(), title -> new ArrayList<>())
                        .add(each));
        Set<SecretRef> references = new TreeSet<>();
        loaded.desired()
                .ifPresent(desired -> desired.objects()
                        .values()
                        .forEach(object -> secretsOf(object, source.key().namespace(), secrets, references, errors)));
        Optional<Desired> desired = errors.isEmpty()
                ? loaded.desired().map(found -> found.without(out.gone(), out.leaving()))
                : Optional.empty();
        Set<ResourceRef> unkept = new TreeSet<>();
        if (desired.isPresent()) {
            source.entries().stream()
                    .filter(entry -> Lifecycle.removes(entry.ref().kind(), entry.resource())
                            && !Lifecycle.isLeaving(entry.resource())
                            && !Lifecycle.isKept(entry.resource()))
                    .forEach(entry -> unkept.add(entry.ref()));
        }
        return new FleetLoad(documents, desired, errors, references, unkept);
    }

    /** Digest of what is in force, twelve digits. */
    String revision() {
        Map<String, Object> tree = new LinkedHashMap<>();
        documents.forEach((ref, document) ->
                tree.put(ref.title(), Map.of("labels", document.metadata().labels(), "spec", document.spec())));
        return CanonicalJson.digest(tree).substring(0, 12);
    }

    /** Whether {@code other} was loaded from the same documents. */
    boolean isSame(FleetLoad other) {
        return documents.equals(other.documents)
                && desired.map(Desired::gone).equals(other.desired.map(Desired::gone))
                && desired.map(Desired::leaving).equals(other.desired.map(Desired::leaving))
                && errors.equals(other.errors)
                && unkept.equals(other.unkept);
    }

    private static DesiredOptions options(Source source) {
        if (source.allowedTypes().isEmpty()) {
            return DesiredOptions.DEFAULT;
        }
        return new DesiredOptions(new TreeSet<>(source.allowedTypes()));
    }

    /** What is deleted, while the documents are put together: what is removed now, and the nodes that are emptied before. */
    private record Out(Set<ObjectPath> gone, Set<NodeKey> leaving) {}

    private static Map<ResourceRef, Document> documents(Source source, Out out) {
        Map<ResourceRef, Document> documents = new TreeMap<>();
        boolean layoutLeaves = false;
        for (Entry entry : source.entries()) {
            layoutLeaves |= entry.ref().kind().equals(Kinds.NODE_LAYOUT)
                    && entry.deletion().step() != Step.NONE;
            Document document = entry.document().orElse(null);
            if (!entry.deletion().isUnderWay()) {
                if (document != null) {
                    documents.put(entry.ref(), document);
                }
            } else if (entry.deletion().step() == Step.DONE) {
                // Nothing of it is left; or what is left stays, because somebody abandoned it.
                continue;
            } else if (entry.ref().kind().equals(Kinds.NODE_LAYOUT)) {
                Document valid = source.known().getOrDefault(entry.ref(), document);
                if (valid != null) {
                    documents.put(entry.ref(), Collected.emptied(valid));
                }
            } else if (entry.ref().kind().equals(Kinds.MANAGEMENT_REALM)
                    && source.entries().size() > 1
                    && document != null) {
                // A management realm goes last.
                documents.put(entry.ref(), document);
            } else if (document != null && source.emptied().contains(entry.ref())) {
                // Nothing on it could be stopped any more once it is unpaired.
                documents.put(entry.ref(), document);
                node(source.key(), entry).ifPresent(out.leaving()::add);
            } else {
                path(source.key(), entry).ifPresent(out.gone()::add);
            }
        }
        if (layoutLeaves) {
            // What it put onto nodes can only be taken away while realm and nodes are known, also where they were
            // deleted first.
            linger(source, documents);
        }
        return documents;
    }

    private static void linger(Source source, Map<ResourceRef, Document> documents) {
        source.known().forEach((ref, document) -> {
            boolean there =
                    source.entries().stream().anyMatch(entry -> entry.ref().equals(ref));
            if (!there && !ref.kind().equals(Kinds.NODE_LAYOUT)) {
                documents.putIfAbsent(ref, document);
            }
        });
    }

    /** What the resource stands for in the master's database. */
    static Optional<ObjectPath> path(FleetKey key, Entry entry) {
        if (entry.ref().kind().equals(Kinds.MANAGEMENT_REALM)) {
            return Optional.of(ObjectPath.mrealm(key.mrealm()));
        }
        return node(key, entry).map(NodeKey::path);
    }

    /** The node that the resource declares; empty for other kinds. */
    static Optional<NodeKey> node(FleetKey key, Entry entry) {
        if (!entry.ref().kind().equals(Kinds.FABRIC_NODE) || key.mrealm().isEmpty()) {
            return Optional.empty();
        }
        Object authid = entry.resource().getSpec().get("authid");
        return Optional.of(new NodeKey(
                key.mrealm(), authid instanceof String name ? name : entry.ref().name()));
    }

    private static void secretsOf(
            DesiredObject object,
            String namespace,
            SecretSource secrets,
            Set<SecretRef> references,
            Map<String, List<Finding>> errors) {
        object.wanted().secrets().forEach((pointer, ref) -> {
            references.add(ref);
            if (secrets.find(ref).isPresent()) {
                return;
            }
            Finding finding = Finding.error(
                    object.origins().at(pointer),
                    object.path().text(),
                    FindingText.SECRET + namespace + "/" + ref.name() + " with an entry '" + ref.key()
                            + "' is not there, and " + ref + " refers to it",
                    secrets.remedy(ref));
            List<Finding> known = errors.computeIfAbsent(finding.origin().file(), title -> new ArrayList<>());
            if (known.stream().noneMatch(each -> each.message().equals(finding.message()))) {
                known.add(finding);
            }
        });
    }
}
