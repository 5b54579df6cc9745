package dev.weft.fabric.testkit.matrix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcomes as text: a table of features and clients, and below it why a client cannot what it cannot. */
final class FeatureTable {

    private final Map<Clients, Map<String, Outcome>> columns = new EnumMap<>(Clients.class);

    void put(Clients client, Map<String, Outcome> outcomes) {
        columns.put(client, outcomes);
    }

    /** Markdown. */
    String text() {
        StringBuilder text = new StringBuilder("| feature |");
        columns.keySet().forEach(client -> text.append(' ').append(cell(client)).append(" |"));
        text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
        for (Feature feature : Feature.all()) {
            text.append("| ").append(feature.name()).append(" |");
            columns.values().forEach(outcomes -> {
                Outcome outcome = outcomes.get(feature.name());
                text.append(' ').append(outcome == null ? "" : outcome.cell()).append(" |");
            });
            text.append('\n');
        }
        columns.forEach((client, outcomes) -> {
            List<String> notes = notes(outcomes);
            if (!notes.isEmpty()) {
                text.append("\n").append(heading(client)).append("\n\n");
                notes.forEach(note -> text.append(note).append('\n'));
            }
        });
        return text.toString();
    }

    /** The lines below a client's heading. */
    static List<String> notes(Map<String, Outcome> outcomes) {
        List<String> notes = new ArrayList<>();
        outcomes.forEach((feature, outcome) -> {
            if (!outcome.why().isEmpty()) {
                notes.add("- " + feature + ": " + outcome.why());
            }
        });
        return notes;
    }

    /** The cells of a client's column in a document, by feature. */
    static Map<String, String> column(List<String> document, Clients client) {
        Map<String, String> cells = new LinkedHashMap<>();
        int column = -1;
        for (String line : document) {
            // A bar within a cell stands behind a backslash.
            String[] parts = line.split("(?<!\\\\)\\|");
            for (int i = 0; line.startsWith("| feature |") && i < parts.length; i++) {
                column = parts[i].strip().equals(cell(client)) ? i : column;
            }
            boolean row = line.startsWith("| ") && !line.startsWith("| feature |");
            if (row && column >= 0 && column < parts.length) {
                cells.put(parts[1].strip(), parts[column].strip());
            }
        }
        return cells;
    }

    /** The notes below a client's heading in a document. */
    static List<String> notes(List<String> document, Clients client) {
        int heading = document.indexOf(heading(client));
        return heading < 0
                ? List.of()
                : document.stream()
                        .skip(heading + 2L)
                        .takeWhile(line -> line.startsWith("- "))
                        .toList();
    }

    private static String cell(Clients client) {
        return client.title().replace("|", "\\|");
    }

    private static String heading(Clients client) {
        return "What " + client.title() + " has not:";
    }
}
