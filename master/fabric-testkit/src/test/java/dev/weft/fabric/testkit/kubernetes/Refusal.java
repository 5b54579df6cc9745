package dev.weft.fabric.testkit.kubernetes;

import java.util.List;

/**
 * A document that the API server refuses by its schema, and what it says then.
 *
 * @param messages what one version of it says or another
 */
record Refusal(String document, List<String> messages) {

    static final List<Refusal> ALL = List.of(
            new Refusal(node("layoutPolicy: shared"), "supported values: \"Shared\", \"Exclusive\""),
            new Refusal(
                    layout("nodeSelector: {matchExpressions: [{key: site, operator: in}]}"),
                    "supported values: \"In\", \"NotIn\""),
            new Refusal(workers("{id: a, type: router}, {id: a, type: router}"), "Duplicate value"),
            new Refusal(workers("{type: router}"), "missing required field \"id\"", "workers[0].id: Required value"),
            new Refusal(workers("{id: a, type: ruter}"), "supported values: \"router\""),
            new Refusal(workers("{id: a, type: router, realms: [{name: line}, {name: line}]}"), "Duplicate value"),
            new Refusal(transport("type: websockt"), "supported values: \"websocket\", \"rawsocket\""),
            new Refusal(transport("endpoint: {type: tcp, port: 70000}"), "should be less than or equal to 65535"),
            new Refusal(
                    transport("auth: {ticket: {type: static, principals: {joe: {ticket: clear}}}}"),
                    "should match '^(\\$\\(secret"));

    private Refusal(String document, String... messages) {
        this(document, List.of(messages));
    }

    private static String node(String field) {
        return document("FabricNode", "edge1", "mrealm: plant, " + field);
    }

    private static String layout(String field) {
        String selector = field.startsWith("nodeSelector") ? "" : "nodeSelector: {}, ";
        return document("NodeLayout", "base", "mrealm: plant, " + selector + field);
    }

    private static String workers(String list) {
        return layout("workers: [" + list + "]");
    }

    private static String transport(String fields) {
        return workers("{id: a, type: router, transports: [{id: t, " + fields + "}]}");
    }

    private static String document(String kind, String name, String spec) {
        return "apiVersion: weft.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: {" + spec
                + "}\n";
    }
}
