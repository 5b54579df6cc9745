package dev.weft.fabric.api;

import java.util.ArrayList;
import java.util.List;

/** The rows of one API: a prefix and a level, then one statement per procedure. */
final class Rows {

    private final String prefix;
    private final Level level;
    private final List<RowBuilder> rows = new ArrayList<>();

    Rows(String prefix, Level level) {
        this.prefix = prefix;
        this.level = level;
    }

    RowBuilder add(String name, String arguments) {
        RowBuilder row = new RowBuilder(prefix, name, level).form(arguments);
        rows.add(row);
        return row;
    }

    /** A row that was added before. */
    RowBuilder require(String name) {
        return rows.stream()
                .filter(r -> r.uri.equals(prefix + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row " + name));
    }

    List<Procedure> list() {
        return rows.stream().map(Procedure::new).toList();
    }
}
