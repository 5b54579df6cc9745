package dev.weft.fabric.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables as Markdown, for people. */
public final class ReferencePage {

    private ReferencePage() {}

    /** One table per API: uri, arguments, result, errors, whether it is built; then the topics. */
    public static String markdown() {
        StringBuilder out = new StringBuilder("# Procedures and topics\n");
        String api = "";
        for (Procedure p : ProcedureTable.all()) {
            String prefix = p.uri().substring(0, p.uri().lastIndexOf('.'));
            String heading = prefix.startsWith("crossbarfabriccenter.remote.realm.meta")
                    ? "crossbarfabriccenter.remote.realm.meta"
                    : prefix;
            if (!heading.equals(api)) {
                api = heading;
                out.append("\n## `").append(api).append("`\n\n");
                out.append(
                        "| procedure | arguments | result | errors | older names | built |\n|---|---|---|---|---|---|\n");
            }
            out.append(row(p));
        }
        out.append("\n## Topics\n\n| topic | arguments | older names | published |\n|---|---|---|---|\n");
        TopicTable.all().forEach(t -> out.append(row(t)));
        return out.toString();
    }

    private static String row(Procedure p) {
        String arguments = Stream.concat(p.addressing().stream(), p.arguments().stream())
                .map(Argument::toString)
                .collect(Collectors.joining(", "));
        return line(
                "`" + p.uri() + "`" + (p.extension() ? " (extension)" : ""),
                arguments,
                p.result(),
                String.join(", ", p.errors()),
                String.join(", ", p.aliases()),
                p.built() ? "yes" : "no");
    }

    private static String row(Topic t) {
        String arguments =
                Stream.concat(t.addressing().stream(), t.payload().stream()).collect(Collectors.joining(", "));
        return line("`" + t.uri() + "`", arguments, String.join(", ", t.aliases()), t.built() ? "yes" : "no");
    }

    private static String line(String... cells) {
        return Stream.of(cells).map(c -> c.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
