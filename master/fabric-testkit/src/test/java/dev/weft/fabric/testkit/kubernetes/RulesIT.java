package dev.weft.fabric.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.InProcess;
import dev.weft.fabric.testkit.kubernetes.Kubectl.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every rule in the definitions against a server that knows rules: what it refuses and with which words, and what it takes. */
class RulesIT {

    private static final String AROUND = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant}
            ---
            """;

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() {
        server = ApiServer.startWithRules(folder);
        // Refused as a whole where a rule does not compile, or all of them together could cost too much.
        server.installDefinitions();
        kubectl = server.kubectl();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Documents that are sent together, each known by its name. */
    private static final class Batch {

        private final StringBuilder text = new StringBuilder();
        private final List<Sent> sent = new ArrayList<>();
        private final String prefix;

        Batch(String prefix) {
            this.prefix = prefix;
        }

        record Sent(RuleExample example, String name, String document) {}

        String add(RuleExample example, RuleExample.Doc doc) {
            return add(example, doc, prefix + sent.size());
        }

        String add(RuleExample example, RuleExample.Doc doc, String otherwise) {
            String name = doc.name().isEmpty() ? otherwise : doc.name();
            String document = doc.text(example.kind(), otherwise);
            text.append("---\n").append(document);
            sent.add(new Sent(example, name, document));
            return name;
        }

        Result send(String... options) {
            List<String> arguments = new ArrayList<>(List.of("apply", "-f", "-"));
            arguments.addAll(List.of(options));
            return kubectl.runWithInput(text.toString(), arguments.toArray(String[]::new));
        }

        /** One test per document: it is refused at its place with the rule's words, and for nothing else. */
        List<DynamicTest> areRefused(Result result) {
            return sent.stream()
                    .map(one -> DynamicTest.dynamicTest(
                            one.example() + " " + one.document().lines().skip(3).toList(), () -> {
                                List<String> told = result.err()
                                        .lines()
                                        .filter(line -> line.contains("\"" + one.name() + "\" is invalid"))
                                        .toList();
                                assertThat(told)
                                        .as("%s%n%s", one.document(), result.all())
                                        .hasSize(1);
                                assertThat(told.get(0))
                                        .contains(one.example().refusedAt())
                                        .contains(one.example().message())
                                        .containsOnlyOnce("Invalid value");
                            }))
                    .toList();
        }
    }

    @Test
    void every_rule_has_an_example_and_every_example_a_rule() {
        List<DefinedRule> rules = DefinedRule.all();

        assertThat(rules).isNotEmpty();
        for (DefinedRule rule : rules) {
            assertThat(RuleExample.all().stream().filter(example -> example.belongsTo(rule)))
                    .as("%s %s %s: add a line to RuleExample", rule.kind(), rule.place(), rule.rule())
                    .hasSize(1);
        }
        for (RuleExample example : RuleExample.all()) {
            assertThat(rules.stream().filter(example::belongsTo))
                    .as("%s", example)
                    .hasSize(1);
            assertThat(example.refused()).as("%s", example).isNotEmpty();
            assertThat(example.accepted()).as("%s", example).isNotEmpty();
        }
    }

    @TestFactory
    List<DynamicTest> each_refuses_what_is_wrong_when_it_is_created() {
        Batch batch = new Batch("new-");
        for (RuleExample example : RuleExample.all()) {
            if (!example.isOfChange()) {
                example.refused().forEach(doc -> batch.add(example, doc));
            }
        }
        List<DynamicTest> tests = new ArrayList<>(batch.areRefused(batch.send("--dry-run=server")));
        tests.addAll(batch.areRefused(batch.send("--dry-run=server", "--server-side")));
        return tests;
    }

    @Test
    void each_takes_what_is_right() {
        Batch batch = new Batch("right-");
        for (RuleExample example : RuleExample.all()) {
            if (!example.isOfChange()) {
                example.accepted().forEach(doc -> batch.add(example, doc));
            }
        }
        for (String serverSide : List.of("false", "true")) {
            Result result = batch.send("--dry-run=server", "--server-side=" + serverSide);
            assertThat(result.succeeded()).as(result.err()).isTrue();
            assertThat(result.out().lines()).hasSize(batch.sent.size());
        }
    }

    @TestFactory
    List<DynamicTest> each_refuses_a_change_and_takes_others() {
        kubectl.succeed("create", "namespace", "changes");
        List<DynamicTest> tests = new ArrayList<>();
        int count = 0;
        for (RuleExample example :
                RuleExample.all().stream().filter(RuleExample::isOfChange).toList()) {
            String name = "changed-" + count++;
            Batch before = new Batch("");
            before.add(example, new RuleExample.Doc("", example.before()), name);
            assertThat(before.send("-n", "changes").succeeded()).isTrue();
            for (RuleExample.Doc doc : example.refused()) {
                Batch after = new Batch("");
                after.add(example, doc, name);
                tests.addAll(after.areRefused(after.send("-n", "changes")));
                // Only fields that are sent can be wrong here.
                if (doc.spec().length() >= example.before().length()) {
                    tests.addAll(after.areRefused(after.send("-n", "changes", "--server-side", "--force-conflicts")));
                }
            }
            for (RuleExample.Doc doc : example.accepted()) {
                Batch after = new Batch("");
                after.add(example, doc, name);
                Result result = after.send("-n", "changes");
                assertThat(result.succeeded()).as(result.err()).isTrue();
            }
        }
        return tests;
    }

    @Test
    void edit_and_patch_are_refused_alike() {
        kubectl.succeed("create", "namespace", "edited");
        String node =
                "apiVersion: weft.dev/v1alpha1\nkind: FabricNode\nmetadata: {name: edge1}\nspec: {mrealm: plant}\n";
        assertThat(kubectl.runWithInput(node, "apply", "-n", "edited", "-f", "-")
                        .succeeded())
                .isTrue();
        String told = "spec.mrealm: Invalid value: \"other\": a node cannot move to another management realm";

        Result patched = kubectl.run(
                "patch", "fn", "edge1", "-n", "edited", "--type=merge", "-p", "{\"spec\":{\"mrealm\":\"other\"}}");
        // What it is told stands in the file that it is given again.
        Result edited = kubectl.with(
                        "KUBE_EDITOR", "sh -c 'cat \"$0\" >&2; sed -i \"s/mrealm: plant/mrealm: other/\" \"$0\"'")
                .run("edit", "fn", "edge1", "-n", "edited");

        assertThat(patched.succeeded()).isFalse();
        assertThat(patched.err()).contains(told);
        assertThat(edited.succeeded()).isFalse();
        assertThat(edited.err()).contains(told);
        assertThat(kubectl.succeed("get", "fn", "edge1", "-n", "edited", "-o", "jsonpath={.spec.mrealm}"))
                .isEqualTo("plant");
    }

    /**
     * The command line finds what a rule finds, so that a pull request is red before a cluster is. It knows which types are built, and
     * says that first; a Fabric and a FabricSource are not among the documents that it is given.
     */
    @TestFactory
    List<DynamicTest> what_a_rule_refuses_validate_refuses() {
        List<DynamicTest> tests = new ArrayList<>();
        for (RuleExample example : RuleExample.all()) {
            if (example.isOfChange() || List.of("Fabric", "FabricSource").contains(example.kind())) {
                continue;
            }
            for (RuleExample.Doc doc : example.refused()) {
                String text = AROUND + doc.text(example.kind(), "example");
                tests.add(DynamicTest.dynamicTest(example + " " + doc.spec(), () -> {
                    InProcess.Result result = new InProcess(folder).runWithInput(text, "validate", "-f", "-");
                    assertThat(result.status()).as(text + result.all()).isEqualTo(1);
                    assertThat(result.out())
                            .as(text)
                            .containsAnyOf(
                                    "'" + example.named() + "'",
                                    example.named() + ":",
                                    "is a feature that is not available in this version");
                }));
            }
        }
        return tests;
    }
}
