package dev.weft.engine.desired;

import dev.weft.config.schema.Suggestion;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.ManagementRealmSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The documents sorted by kind and read as their records, in an order of their own. */
record Documents(
        List<Parsed<ManagementRealmSpec>> realms,
        List<Parsed<FabricNodeSpec>> nodes,
        List<Parsed<NodeLayoutSpec>> layouts) {

    /** A document and its spec. */
    record Parsed<T>(Document document, T spec) {

        String name() {
            return document.name();
        }
    }

    /** Reads all; what cannot be read is a finding and left out. */
    static Documents read(Collection<Document> documents, Findings findings) {
        List<Document> sorted = new ArrayList<>(documents);
        sorted.sort(Comparator.comparing(Document::kind)
                .thenComparing(Document::name)
                .thenComparing(document -> document.origin()));
        Documents read = new Documents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Document> seen = new HashMap<>();
        for (Document document : sorted) {
            Document first = seen.putIfAbsent(document.title(), document);
            if (first != null) {
                findings.error(
                        document.origin(),
                        document.title(),
                        "is there twice: the other is at " + first.origin(),
                        "rename or remove one of them");
            }
            read.take(document, findings);
        }
        return read;
    }

    private void take(Document document, Findings findings) {
        Kind kind = Kinds.find(document.kind()).orElse(null);
        if (kind == null) {
            List<String> names = Kinds.all().stream().map(Kind::name).collect(Collectors.toList());
            String remedy = Suggestion.nearest(document.kind(), names)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("one of " + Kinds.names());
            findings.error(
                    document.source().at("/kind"), document.title(), "unknown kind '" + document.kind() + "'", remedy);
        } else if (!kind.isBuilt()) {
            findings.error(
                    document.source().at("/kind"),
                    document.title(),
                    "kind '" + kind.name() + "' is a feature that is not available in this version",
                    "remove the document; available are " + Kinds.names());
        } else if (kind.equals(Kinds.MANAGEMENT_REALM)) {
            parse(document, kind, ManagementRealmSpec.class, realms, findings);
        } else if (kind.equals(Kinds.FABRIC_NODE)) {
            parse(document, kind, FabricNodeSpec.class, nodes, findings);
        } else if (kind.equals(Kinds.NODE_LAYOUT)) {
            parse(document, kind, NodeLayoutSpec.class, layouts, findings);
        } else {
            boolean source = kind.equals(Kinds.FABRIC_SOURCE);
            findings.add(Finding.warning(
                    document.origin(),
                    document.title(),
                    (source ? "a FabricSource brings documents" : "a Fabric governs documents")
                            + " and is not one of them; ignored here",
                    source
                            ? "apply it to a cluster, or give --git"
                            : "keep it in the configuration folder, or give --fabric-url"));
        }
    }

    private static <T extends Record> void parse(
            Document document, Kind kind, Class<T> type, List<Parsed<T>> into, Findings findings) {
        SpecReader.SpecRead<T> read = SpecReader.read(document, kind, type);
        findings.addAll(read.findings());
        read.spec().ifPresent(spec -> into.add(new Parsed<>(document, spec)));
    }
}
