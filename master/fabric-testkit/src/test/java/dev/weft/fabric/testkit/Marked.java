package dev.weft.fabric.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose comments tell what is wrong with it: {@code #~ 14 unknown field 'x' | did you mean 'y'?} at the end of a line says
 * that column 14 of this line gets a finding that contains all of these texts; {@code #~ 7:14 …} says the same of line 7.
 */
record Marked(Path file, List<Expected> expected) {

    private static final Pattern PLACE = Pattern.compile("(?:(\\d+):)?(\\d+) (.*)");

    /** One finding that has to be there. */
    record Expected(int line, int column, List<String> texts) {

        boolean fits(Printed printed) {
            String severity =
                    texts.get(0).startsWith("warning: ") || texts.get(0).startsWith("note: ") ? "" : "error: ";
            return printed.line() == line
                    && printed.column() == column
                    && printed.text().startsWith(severity)
                    && texts.stream().allMatch(text -> printed.text().contains(withoutSeverity(text)));
        }

        private static String withoutSeverity(String text) {
            return text.replaceFirst("^(warning|note): ", "");
        }

        @Override
        public String toString() {
            return line + ":" + column + ": " + String.join(" | ", texts);
        }
    }

    /** One finding as {@code weft validate} prints it. */
    record Printed(int line, int column, String text) {

        private static final Pattern LINE = Pattern.compile("(.*?):(\\d+):(\\d+): ((?:error|warning|note): .*)");

        static List<Printed> of(String out) {
            List<Printed> all = new ArrayList<>();
            for (String each : out.lines().toList()) {
                Matcher matcher = LINE.matcher(each);
                if (matcher.matches()) {
                    all.add(new Printed(
                            Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), matcher.group(4)));
                }
            }
            return all;
        }

        /** Whether it says what to do; what was expected instead is enough. */
        boolean hasRemedy() {
            return text.startsWith("note: ") || text.endsWith(")") || text.contains("expected ");
        }
    }

    static Marked read(Path file) throws IOException {
        List<Expected> expected = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("#~ ");
            for (int part = 1; part < parts.length; part++) {
                Matcher matcher = PLACE.matcher(parts[part].strip());
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(file + ":" + (i + 1) + ": no place in " + parts[part]);
                }
                int line = matcher.group(1) == null ? i + 1 : Integer.parseInt(matcher.group(1));
                List<String> texts = List.of(matcher.group(3).split(" \\| "));
                expected.add(new Expected(line, Integer.parseInt(matcher.group(2)), texts));
            }
        }
        return new Marked(file, expected);
    }

    /** What was expected and is not there, and what is there and was not expected. */
    List<String> differences(List<Printed> printed) {
        List<Printed> left = new ArrayList<>(printed);
        List<String> differences = new ArrayList<>();
        for (Expected each : expected) {
            Printed found = left.stream().filter(each::fits).findFirst().orElse(null);
            if (found == null) {
                differences.add("missing    " + each);
            } else {
                left.remove(found);
            }
        }
        left.forEach(each -> differences.add("unexpected " + each.line() + ":" + each.column() + ": " + each.text()));
        printed.stream().filter(each -> !each.hasRemedy()).forEach(each -> differences.add("no remedy  " + each));
        return differences;
    }
}
