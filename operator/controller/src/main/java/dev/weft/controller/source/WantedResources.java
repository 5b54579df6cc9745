package dev.weft.controller.source;

import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.Origin;
import dev.weft.sources.git.Setting;
import dev.weft.sources.yaml.FleetDocuments;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The documents of a revision as resources of one namespace. All of them, or none. Pure. */
final class WantedResources {

    /** Which source a resource comes from. */
    static final String SOURCE = "weft.dev/source";

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final int NAMED = 5;

    private WantedResources() {}

    /**
     * One resource.
     *
     * @param origin where in the repository it is written
     */
    record Wanted(ResourceRef ref, WeftResource resource, Origin origin) {}

    /** The kinds that a repository may hold, in the order in which they are applied. */
    static List<Kind> kinds() {
        return List.of(Kinds.MANAGEMENT_REALM, Kinds.FABRIC_NODE, Kinds.NODE_LAYOUT);
    }

    /**
     * What to apply.
     *
     * @throws SourceFailure naming what is wrong, and where
     */
    static Map<ResourceRef, Wanted> of(FleetDocuments documents, ResourceRef source, LabelSelector selector) {
        List<Finding> errors = new ArrayList<>(
                documents.findings().stream().filter(Finding::isError).toList());
        for (Document document : documents.documents()) {
            refuse(document, source, errors);
            refuseUnselected(document, source, selector).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw invalid(errors.stream().sorted().toList());
        }
        Map<ResourceRef, Wanted> all = new LinkedHashMap<>();
        for (Kind kind : kinds()) {
            for (Document document : documents.documents()) {
                if (document.kind().equals(kind.name())) {
                    ResourceRef ref = new ResourceRef(kind, source.namespace(), document.name());
                    all.put(ref, new Wanted(ref, resource(kind, document, source), document.origin()));
                }
            }
        }
        return all;
    }

    /** It would be applied, and this operator would neither do anything with it nor see what becomes of it. */
    private static Optional<Finding> refuseUnselected(Document document, ResourceRef source, LabelSelector selector) {
        return selector.selects(labels(document, source))
                ? Optional.empty()
                : Optional.of(
                        Finding.error(
                                document.source().at("/metadata"),
                                document.title(),
                                "does not have the labels of the resources that this operator looks at, " + selector,
                                "add them to metadata.labels; what another operator looks at needs a FabricSource that has its labels"));
    }

    private static Map<String, String> labels(Document document, ResourceRef source) {
        Map<String, String> labels = new TreeMap<>(document.metadata().labels());
        labels.put(SOURCE, source.name());
        labels.put(MANAGED_BY, ServerSideApply.MANAGER);
        return labels;
    }

    private static void refuse(Document document, ResourceRef source, List<Finding> errors) {
        String kind = document.kind();
        if (kind.equals(Kinds.FABRIC.name()) || kind.equals(Kinds.FABRIC_SOURCE.name())) {
            errors.add(Finding.error(
                    document.source().at("/kind"),
                    document.title(),
                    "a repository must not bring a " + kind + ", which says whom to obey",
                    "apply it with kubectl, and remove it from the repository"));
        }
        String namespace = document.metadata().namespace();
        if (!namespace.isEmpty() && !namespace.equals(source.namespace())) {
            errors.add(Finding.error(
                    document.source().at("/metadata/namespace"),
                    document.title(),
                    "names namespace '" + namespace + "', but documents go into that of the source, "
                            + source.namespace(),
                    "remove metadata.namespace, or make a FabricSource in " + namespace));
        }
    }

    private static SourceFailure invalid(List<Finding> errors) {
        StringBuilder text = new StringBuilder();
        errors.stream()
                .limit(NAMED)
                .forEach(each -> text.append(text.isEmpty() ? "" : "; ").append(line(each)));
        if (errors.size() > NAMED) {
            text.append("; and ").append(errors.size() - NAMED).append(" more");
        }
        return SourceFailure.lasting(SourceFailure.INVALID, Setting.reworded(text.toString(), SourceFailure::field));
    }

    private static String line(Finding finding) {
        String remedy = finding.remedy().isEmpty() ? "" : " (" + finding.remedy() + ")";
        return finding.origin() + ": " + finding.subject() + ": " + finding.message() + remedy;
    }

    private static WeftResource resource(Kind kind, Document document, ResourceRef source) {
        WeftResource made = ResourceClasses.make(kind);
        made.setMetadata(new ObjectMetaBuilder()
                .withName(document.name())
                .withNamespace(source.namespace())
                .withLabels(labels(document, source))
                .withAnnotations(
                        document.metadata().annotations().isEmpty()
                                ? null
                                : new TreeMap<>(document.metadata().annotations()))
                .build());
        made.setSpec(new LinkedHashMap<>(document.spec()));
        return made;
    }
}
