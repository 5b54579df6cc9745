package dev.weft.cli.view;

import dev.weft.engine.render.PlanMarkdown;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.sources.yaml.FleetDocuments;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with documents: one line each, with a place that terminals and editors turn into a link. */
public final class FindingsView {

    private static final int FORMAT = 1;

    private FindingsView() {}

    /** {@code file:line:column: message. remedy}. */
    public static String line(Finding finding) {
        return finding.toString();
    }

    /** All findings and a last line that sums up. */
    public static String text(FleetDocuments fleet) {
        StringBuilder text = new StringBuilder();
        fleet.findings().forEach(finding -> text.append(line(finding)).append('\n'));
        long errors = fleet.findings().stream().filter(Finding::isError).count();
        String where = counted(fleet.documents().size(), "document") + " in " + counted(fleet.files(), "file");
        return text.append(errors == 0 ? "valid: " + where : counted(errors, "error") + " (" + where + " read)")
                .append('\n')
                .toString();
    }

    public static String json(FleetDocuments fleet) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("valid", !fleet.hasErrors());
        tree.put("documents", fleet.documents().size());
        tree.put("files", fleet.files());
        List<Object> findings = new ArrayList<>();
        fleet.findings().forEach(finding -> findings.add(tree(finding)));
        tree.put("findings", findings);
        return JsonText.pretty(tree) + "\n";
    }

    /**
     * For a pull request.
     *
     * @param revision whose documents they are
     * @param mostBytes of all of it; what does not fit is counted
     */
    public static String markdown(FleetDocuments fleet, String revision, int mostBytes) {
        StringBuilder text = new StringBuilder("### Weft: the documents of " + revision + " have errors\n\n");
        int shown = 0;
        for (Finding finding : fleet.findings()) {
            String item = "- " + PlanMarkdown.code(line(finding)) + "\n";
            if (text.length() * 4 + item.length() * 4 > mostBytes) {
                break;
            }
            text.append(item);
            shown++;
        }
        int left = fleet.findings().size() - shown;
        return left == 0
                ? text.toString()
                : text.append("\n**")
                        .append(left)
                        .append(" more** are not shown.\n")
                        .toString();
    }

    static Map<String, Object> tree(Finding finding) {
        Origin origin = finding.origin();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        tree.put("file", origin.file());
        tree.put("line", origin.line());
        tree.put("column", origin.column());
        tree.put("subject", finding.subject());
        tree.put("message", finding.message());
        tree.put("remedy", finding.remedy());
        return tree;
    }

    /** {@code 1 file}, {@code 2 files}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
