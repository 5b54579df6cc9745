package dev.weft.cli.git;

/** Writes the text form of Prometheus, version 0.0.4. */
final class MetricsText {

    private final StringBuilder out = new StringBuilder();

    /** What comes before the values of one metric. */
    void head(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void value(String name, String label, String text, long value) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        out.append(name).append('{').append(label).append("=\"").append(escaped).append("\"} ");
        out.append(value).append('\n');
    }

    /** A metric with one value. */
    void one(String name, String type, String help, long value) {
        head(name, type, help);
        out.append(name).append(' ').append(value).append('\n');
    }

    String text() {
        return out.toString();
    }
}
