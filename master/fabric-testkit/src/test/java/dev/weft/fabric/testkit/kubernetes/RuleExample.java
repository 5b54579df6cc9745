package dev.weft.fabric.testkit.kubernetes;

import static dev.weft.fabric.testkit.kubernetes.DefinedRule.list;
import static dev.weft.fabric.testkit.kubernetes.DefinedRule.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Documents that a rule refuses and takes.
 *
 * @param message how the rule's message begins
 * @param before what there is when the documents come; empty where they are new
 * @param refused documents that only this rule refuses
 */
record RuleExample(String kind, String place, String message, String before, List<Doc> refused, List<Doc> accepted) {

    /**
     * A document in short.
     *
     * @param name empty: one that no other document has
     * @param spec in braces; {@code $NAME} is the document's name
     */
    record Doc(String name, String spec) {

        String text(String kind, String otherwise) {
            String called = name.isEmpty() ? otherwise : name;
            return "apiVersion: weft.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + called + "}\nspec: "
                    + spec.replace("$NAME", called) + "\n";
        }
    }

    private static final String LAYOUT = "{mrealm: plant, nodeSelector: {}, ";
    private static final String NODE = "{mrealm: plant, ";
    private static final String SOURCE = "{url: 'https://git.example.com/fleet.git'";
    private static final String KEY = "aa00000000000000000000000000000000000000000000000000000000000001";

    private static final List<RuleExample> WRITTEN = List.of(
            of(
                    "Fabric",
                    "spec.url",
                    "url names no master",
                    docs("{url: 'http://master/ws'}", "{url: master}", "{url: 'ws://'}", "{url: ''}"),
                    docs("{url: 'ws://m:9000/ws'}", "{url: 'wss://m'}", "{url: 'rs://m:1'}", "{url: 'unix:/run/m'}")),
            of(
                    "ManagementRealm",
                    "",
                    "metadata.name cannot name a management realm",
                    List.of(new Doc("ab", "{}"), new Doc("9lives", "{label: cat}")),
                    List.of(new Doc("abc", "{}"), new Doc("ab", "{name: plant}"), new Doc("a.b-c", "{}"))),
            of(
                    "ManagementRealm",
                    "spec.name",
                    "expected a letter, then 2 to 254",
                    docs("{name: ab}", "{name: 1st}", "{name: 'plant a'}", "{name: 'plant/a'}"),
                    docs("{name: Plant_A-1@graz.at}")),
            change(
                    "ManagementRealm",
                    "",
                    "another name is another management realm",
                    "{label: one}",
                    docs("{name: other}"),
                    docs("{label: two}", "{name: $NAME}", "{}")),
            change(
                    "FabricNode",
                    "",
                    "another authid is another node",
                    NODE + "authid: one}",
                    docs(NODE + "authid: two}", "{mrealm: plant}"),
                    docs(NODE + "authid: one, values: {a: 1}}")),
            change(
                    "FabricNode",
                    "spec.mrealm",
                    "a node cannot move to another management realm",
                    "{mrealm: plant}",
                    docs("{mrealm: other}"),
                    docs("{mrealm: plant, authid: $NAME}")),
            of(
                    "FabricNode",
                    "spec.authid",
                    "expected letters, digits and - _ .",
                    docs(NODE + "authid: 'a b'}", NODE + "authid: _a}", NODE + "authid: ''}"),
                    docs(NODE + "authid: a.B-c_1}")),
            of(
                    "FabricNode",
                    "spec.publicKey",
                    "expected 64 hexadecimal digits",
                    docs(NODE + "publicKey: abc}", NODE + "publicKey: " + KEY + "0}"),
                    docs(NODE + "publicKey: " + KEY + "}")),
            of(
                    "FabricNode",
                    "",
                    "metadata.name cannot name a StatefulSet",
                    List.of(new Doc("edge.one", NODE + "workload: {}}"), new Doc("1st-edge", NODE + "workload: {}}")),
                    List.of(new Doc("edge-one", NODE + "workload: {}}"), new Doc("edge.two", "{mrealm: plant}"))),
            change(
                    "FabricNode",
                    "spec.workload",
                    "storage cannot be changed",
                    NODE + "workload: {storage: {size: 1Gi}}}",
                    docs(NODE + "workload: {storage: {size: 2Gi}}}", NODE + "workload: {}}"),
                    docs(NODE + "workload: {storage: {size: 1Gi}, image: weft}}")),
            workload(
                    "spec.workload.masterUrl", "expected ws://host", "masterUrl: 'http://m'", "masterUrl: 'ws://m/ws'"),
            workload(
                    "spec.workload.tls.mountPath",
                    "expected an absolute path",
                    "tls: {secretName: a, mountPath: tls}",
                    "tls: {secretName: a, mountPath: /etc/tls}"),
            workload(
                    "spec.workload.service.ports[].name",
                    "expected at most 15 lower-case",
                    "service: {ports: [{name: A_b, port: 1}]}",
                    "service: {ports: [{name: a-b, port: 1}]}"),
            workload(
                    "spec.workload.env[].name",
                    "expected letters, digits and _ . -",
                    "env: [{name: 1A, value: b}]",
                    "env: [{name: A, value: b}]"),
            workload(
                    "spec.workload.env[]",
                    "a variable has one value",
                    "env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]",
                    "env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]"),
            change(
                    "NodeLayout",
                    "spec.mrealm",
                    "a layout cannot move to another management realm",
                    "{mrealm: plant, nodeSelector: {}}",
                    docs("{mrealm: other, nodeSelector: {}}"),
                    docs("{mrealm: plant, nodeSelector: {matchLabels: {a: b}}}")),
            selector("spec.nodeSelector", "{mrealm: plant, nodeSelector: {matchExpressions: [%s]}}", "In and NotIn"),
            selector("spec.nodeSelector", "{mrealm: plant, nodeSelector: {matchExpressions: [%s]}}", "Exists and Does"),
            selector("spec.overrides[].nodeSelector", override(), "In and NotIn"),
            selector("spec.overrides[].nodeSelector", override(), "Exists and Does"),
            of(
                    "NodeLayout",
                    "spec.rollout.soak",
                    "expected a number with s, m or h",
                    docs(LAYOUT + "rollout: {soak: '5'}}", LAYOUT + "rollout: {soak: 5 minutes}}"),
                    docs(LAYOUT + "rollout: {soak: 5m}}", LAYOUT + "rollout: {soak: 10s}}")),
            of(
                    "FabricSource",
                    "",
                    "the name is too long to be a label",
                    List.of(new Doc("a".repeat(64), SOURCE + "}")),
                    List.of(new Doc("a".repeat(63), SOURCE + "}"))),
            of(
                    "FabricSource",
                    "spec.url",
                    "url names no repository that can be followed",
                    docs(
                            "{url: 'http://git/fleet.git'}",
                            "{url: 'https://user:token@git/fleet.git'}",
                            "{url: 'file:///srv/fleet.git'}",
                            "{url: /srv/fleet.git}",
                            "{url: ''}"),
                    docs(
                            SOURCE + "}",
                            "{url: 'ssh://git@git.example.com:2222/fleet.git'}",
                            "{url: 'git@git.example.com:fleet.git'}")),
            of(
                    "FabricSource",
                    "spec.interval",
                    "expected a number with s, m or h",
                    docs(SOURCE + ", interval: '5'}", SOURCE + ", interval: 5 minutes}"),
                    docs(SOURCE + ", interval: 5m}")),
            of(
                    "FabricSource",
                    "spec.allowRewind",
                    "expected two hashes",
                    docs(SOURCE + ", allowRewind: main..HEAD}", SOURCE + ", allowRewind: 0a1b2c3}"),
                    docs(SOURCE + ", allowRewind: 0a1b2c3d4e..f5a6b7c8d9}")),
            of(
                    "FabricSource",
                    "spec.verification",
                    "verification names no keys",
                    docs(SOURCE + ", verification: {}}"),
                    docs(
                            SOURCE + ", verification: {secretRef: {name: signers}}}",
                            SOURCE + ", verification: {allowedSigners: 'a ssh-ed25519 AAAA'}}")));

    private static RuleExample workload(String place, String message, String refused, String accepted) {
        return of(
                "FabricNode",
                place,
                message,
                docs(NODE + "workload: {" + refused + "}}"),
                docs(NODE + "workload: {" + accepted + "}}"));
    }

    /** What is written here, and one for each rule that says which types of a block have a field. */
    static List<RuleExample> all() {
        List<RuleExample> all = new ArrayList<>(WRITTEN);
        for (DefinedRule rule : DefinedRule.all()) {
            Matcher union = DefinedRule.UNION.matcher(rule.message());
            if (union.matches()) {
                all.add(ofUnion(rule, union.group("field"), union.group("word"), union.group("types")));
            }
        }
        return all;
    }

    boolean belongsTo(DefinedRule rule) {
        return kind.equals(rule.kind())
                && place.equals(String.join(".", rule.place()))
                && rule.message().startsWith(message);
    }

    /** What the API server names in a refusal: the place, with positions in lists. */
    String refusedAt() {
        return place.isEmpty() ? "" : place.replace("[]", "[0]") + ": ";
    }

    /** The field that whoever refuses it names. */
    String named() {
        Matcher union = DefinedRule.UNION.matcher(message);
        String field = union.matches() ? union.group("field") : place.substring(place.lastIndexOf('.') + 1);
        if (field.equals("env[]")) {
            return "valueFrom";
        }
        return field.equals("matchExpressions[]") ? "values" : field.isEmpty() ? "name" : field;
    }

    boolean isOfChange() {
        return !before.isEmpty();
    }

    @Override
    public String toString() {
        return kind + " " + place + ": " + message;
    }

    private static RuleExample ofUnion(DefinedRule rule, String field, String word, String types) {
        List<String> owners = List.of(types.split(", "));
        Map<String, Object> fields = map(rule.around().get("properties"));
        Object value = DefinedRule.sample(map(fields.get(field)));
        String other = list(map(fields.get(word)).get("enum")).stream()
                .map(String::valueOf)
                .filter(type -> !owners.contains(type))
                .findFirst()
                .orElseThrow();
        List<Doc> accepted = new ArrayList<>();
        // Another layout may say which type it is.
        accepted.add(spec(rule, Map.of(field, value)));
        owners.forEach(owner -> accepted.add(spec(rule, Map.of(field, value, word, owner))));
        return of(
                rule.kind(),
                String.join(".", rule.place()),
                rule.message(),
                List.of(spec(rule, Map.of(field, value, word, other))),
                accepted);
    }

    private static Doc spec(DefinedRule rule, Map<String, Object> fields) {
        DumperOptions braces = new DumperOptions();
        braces.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        braces.setWidth(Integer.MAX_VALUE);
        return new Doc("", new Yaml(braces).dump(rule.specWith(fields)).strip());
    }

    private static RuleExample selector(String place, String spec, String message) {
        boolean compares = message.startsWith("In");
        List<String> with = List.of(
                "{key: a, operator: " + (compares ? "In" : "Exists") + ", values: %s}",
                "{key: a, operator: " + (compares ? "NotIn" : "DoesNotExist") + ", values: %s}");
        List<Doc> some = new ArrayList<>();
        List<Doc> none = new ArrayList<>();
        for (String expression : with) {
            some.add(new Doc("", spec.formatted(expression.formatted("[b]"))));
            none.add(new Doc("", spec.formatted(expression.formatted("[]"))));
            none.add(new Doc("", spec.formatted(expression.replace(", values: %s", ""))));
        }
        return of("NodeLayout", place + ".matchExpressions[]", message, compares ? none : some, compares ? some : none);
    }

    private static String override() {
        return LAYOUT + "values: {x: {type: integer, default: 1}},"
                + " overrides: [{nodeSelector: {matchExpressions: [%s]}, values: {x: 2}}]}";
    }

    private static RuleExample of(String kind, String place, String message, List<Doc> refused, List<Doc> accepted) {
        return new RuleExample(kind, place, message, "", refused, accepted);
    }

    private static RuleExample change(
            String kind, String place, String message, String before, List<Doc> refused, List<Doc> accepted) {
        return new RuleExample(kind, place, message, before, refused, accepted);
    }

    private static List<Doc> docs(String... specs) {
        return Stream.of(specs).map(spec -> new Doc("", spec)).toList();
    }
}
