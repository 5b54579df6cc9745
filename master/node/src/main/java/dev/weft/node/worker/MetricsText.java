package dev.weft.node.worker;

/** Writes the text form of Prometheus, version 0.0.4. */
final class MetricsText {

    private final StringBuilder out = new StringBuilder();
    private String name = "";

    /** The metric that the following values are of. */
    MetricsText metric(String metric, String type, String help) {
        name = metric;
        out.append("# HELP ").append(metric).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
        return this;
    }

    void value(long value, String... labels) {
        line("", labels).append(value).append('\n');
    }

    /**
     * A value with a fraction, or of a part of a histogram.
     *
     * @param suffix {@code _bucket}, {@code _sum}, {@code _count} or nothing
     */
    void value(String suffix, String value, String... labels) {
        line(suffix, labels).append(value).append('\n');
    }

    /** Microseconds as seconds, exact. */
    static String seconds(long micros) {
        return micros / 1_000_000 + "."
                + String.valueOf(1_000_000 + micros % 1_000_000).substring(1);
    }

    /** @param labels names and values in turn */
    private StringBuilder line(String suffix, String... labels) {
        out.append(name).append(suffix);
        for (int i = 0; i < labels.length; i += 2) {
            String value =
                    labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            out.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return out.append(labels.length == 0 ? " " : "} ");
    }

    String text() {
        return out.toString();
    }
}
