package dev.weft.crd.table;

import dev.weft.model.Kind;
import java.util.List;
import java.util.Locale;

/** One kind as a custom resource. */
public record ResourceRow(
        Kind kind, String plural, List<String> shortNames, String doc, List<Column> columns, List<Rule> rules) {

    public ResourceRow {
        shortNames = List.copyOf(shortNames);
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
    }

    public String singular() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** {@code nodelayouts.weft.dev}: the name of its definition. */
    public String definition() {
        return plural + "." + ResourceTable.GROUP;
    }

    /** The record of its spec. */
    public Class<? extends Record> spec() {
        return kind.spec().orElseThrow();
    }
}
