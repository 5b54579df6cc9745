package dev.weft.crd.table;

/**
 * A column of {@code kubectl get}.
 *
 * @param type as OpenAPI has it: string, integer, date
 * @param path a JSON path into the resource
 * @param width whether it is there without {@code -o wide}
 */
public record Column(String name, String type, String path, Width width) {

    /** When a column is shown. */
    public enum Width {
        ALWAYS,
        WIDE
    }

    static Column of(String name, String path) {
        return new Column(name, "string", path, Width.ALWAYS);
    }

    static Column wide(String name, String path) {
        return new Column(name, "string", path, Width.WIDE);
    }

    static Column age() {
        return new Column("Age", "date", ".metadata.creationTimestamp", Width.ALWAYS);
    }

    /** Whether a condition holds: True, False or Unknown. */
    static Column condition(String type) {
        return of(type, condition(type, "status"));
    }

    static String condition(String type, String field) {
        return ".status.conditions[?(@.type==\"" + type + "\")]." + field;
    }
}
