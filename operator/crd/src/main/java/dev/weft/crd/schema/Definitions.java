package dev.weft.crd.schema;

import dev.weft.crd.table.Column;
import dev.weft.crd.table.ResourceRow;
import dev.weft.crd.table.ResourceTable;
import dev.weft.crd.table.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The custom resource definitions, as trees and as files. */
public final class Definitions {

    private static final String HEAD =
            "# Written by the build from the records of dev.weft.model.spec and dev.weft.config; see operator/crd.\n";

    private Definitions() {}

    /** The files of the folder {@code crds/}: name to text. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        for (ResourceRow row : ResourceTable.all()) {
            files.put(row.definition() + ".yaml", HEAD + YamlText.of(of(row)));
        }
        return files;
    }

    /** The definition of one kind. */
    public static Map<String, Object> of(ResourceRow row) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", row.definition());
        metadata.put("labels", Map.of("app.kubernetes.io/part-of", "weft"));
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("kind", row.kind().name());
        names.put("listKind", row.kind().name() + "List");
        names.put("plural", row.plural());
        names.put("singular", row.singular());
        names.put("shortNames", row.shortNames());
        names.put("categories", List.of(ResourceTable.CATEGORY));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("group", ResourceTable.GROUP);
        spec.put("scope", "Namespaced");
        spec.put("names", names);
        spec.put("versions", List.of(version(row)));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("apiVersion", "apiextensions.k8s.io/v1");
        definition.put("kind", "CustomResourceDefinition");
        definition.put("metadata", metadata);
        definition.put("spec", spec);
        return definition;
    }

    private static Map<String, Object> version(ResourceRow row) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("name", ResourceTable.VERSION);
        version.put("served", true);
        version.put("storage", true);
        version.put("subresources", Map.of("status", Map.of()));
        version.put("additionalPrinterColumns", columns(row.columns()));
        version.put("schema", Map.of("openAPIV3Schema", schema(row)));
        return version;
    }

    /** The schema of a resource: spec, status, and the rules of its row. */
    static Map<String, Object> schema(ResourceRow row) {
        Map<String, Object> spec = BlockSchemas.of(row.spec());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("apiVersion", Schemas.of("string", ""));
        fields.put("kind", Schemas.of("string", ""));
        fields.put("metadata", Schemas.of("object", ""));
        fields.put("spec", spec);
        fields.put("status", StatusSchema.schema());
        List<String> required = spec.containsKey("required") ? List.of("spec") : List.of();
        Map<String, Object> schema = Schemas.object(fields, required, row.doc());
        for (Rule rule : row.rules()) {
            Cel.place(schema, rule);
        }
        return schema;
    }

    private static List<Object> columns(List<Column> columns) {
        List<Object> out = new ArrayList<>();
        for (Column column : columns) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", column.name());
            entry.put("type", column.type());
            entry.put("jsonPath", column.path());
            if (column.width() == Column.Width.WIDE) {
                entry.put("priority", 1L);
            }
            out.add(entry);
        }
        return out;
    }
}
