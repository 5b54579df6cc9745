package dev.weft.sources.yaml;

import dev.weft.sources.yaml.FindingLog.Unreadable;
import dev.weft.sources.yaml.Node.Mark;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What the parser stumbled over, in the words of the person who wrote it, at the place that has to be mended: an unclosed quote is
 * wrong where it was opened, not where the file ends.
 */
final class SyntaxAdvice {

    private final MarkedYAMLException broken;
    private final String problem;
    private final String context;
    private final Mark at;
    private final Mark began;

    private SyntaxAdvice(MarkedYAMLException broken) {
        this.broken = broken;
        this.problem = broken.getProblem() == null ? "" : broken.getProblem().strip();
        this.context = broken.getContext() == null ? "" : broken.getContext().strip();
        this.at = mark(broken.getProblemMark());
        this.began = broken.getContextMark() == null ? at : mark(broken.getContextMark());
    }

    /** The finding that ends the reading of a file. */
    static Unreadable of(MarkedYAMLException broken) {
        return new SyntaxAdvice(broken).advice();
    }

    /** Line and column from 1. */
    static Mark mark(org.yaml.snakeyaml.error.@Nullable Mark mark) {
        return mark == null ? new Mark(1, 1) : new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Unreadable advice() {
        boolean ends = problem.contains("end of stream") || problem.contains("document separator");
        if (problem.contains("TAB") || problem.contains("tab character")) {
            return new Unreadable(at, "a tab: YAML is indented with spaces only", "replace the tab with spaces");
        }
        if (context.contains("quoted scalar") && ends) {
            return new Unreadable(began, "this quote is never closed", "close it in the same line");
        }
        if (problem.contains("unknown escape")) {
            return new Unreadable(
                    at, "a backslash that is no escape", "write \\\\ for a backslash, or use single quotes");
        }
        if (context.contains("flow mapping") || context.contains("flow sequence")) {
            return flow(context.contains("mapping") ? "}" : "]", ends);
        }
        if (problem.contains("mapping values are not allowed")) {
            return new Unreadable(
                    at,
                    "a second ':' in one line, or a line that is indented too far",
                    "put the text in quotes, or align the line with the one above");
        }
        if (problem.contains("could not find expected ':'")) {
            return new Unreadable(began, "no ':' after the name", "write NAME: VALUE, with a space after the colon");
        }
        if (problem.contains("cannot start any token")) {
            return new Unreadable(at, "a text cannot begin with this character", "put the text in quotes");
        }
        if (problem.contains("expected <block end>")) {
            return new Unreadable(
                    at,
                    "does not fit the lines above it",
                    "align it with its siblings; or a quote or bracket above ends too early or too late");
        }
        String what = context.isEmpty() ? problem : problem + " " + context;
        return new Unreadable(at, what.isBlank() ? "unreadable" : what, "correct the YAML here or just above");
    }

    private Unreadable flow(String closing, boolean ends) {
        String open = closing.equals("}") ? "{" : "[";
        if (!ends && at.line() == began.line()) {
            return new Unreadable(
                    at,
                    "expected ',' or '" + closing + "' for the '" + open + "' in column " + began.column(),
                    "separate the entries with commas; put texts with special characters in quotes");
        }
        return new Unreadable(began, "this '" + open + "' is never closed", "add the '" + closing + "'");
    }
}
