package dev.weft.fabric.testkit.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A Markdown table on standard output, row by row, so that one sees how far a benchmark is. */
final class Table {

    private final PrintStream out = System.out;

    /** @param columns headings; all but the first are numbers */
    Table(String... columns) {
        out.println();
        out.println("| " + String.join(" | ", columns) + " |");
        out.println("|---|" + "---:|".repeat(columns.length - 1));
    }

    void row(String what, Object... cells) {
        StringBuilder line = new StringBuilder("| ").append(what);
        for (Object cell : cells) {
            line.append(" | ").append(cell);
        }
        out.println(line.append(" |"));
    }

    /** A number with this many digits after the point, and thousands apart. */
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String milliseconds(Samples samples) {
        return number(samples.median(), samples.median() < 10 ? 2 : 0) + " ms";
    }

    static String range(Samples samples, int digits) {
        List<Double> ends = List.of(samples.percentile(0), samples.percentile(100));
        return number(ends.get(0), digits) + " - " + number(ends.get(1), digits);
    }
}
