package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.CommandLineProbe.Result;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    private static final String REALM =
            "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-a}}\n";

    @TempDir
    Path folder;

    private CommandLineProbe weft;

    @BeforeEach
    void open() {
        weft = new CommandLineProbe(folder);
    }

    @TestFactory
    List<DynamicTest> every_command_has_help_with_an_example() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(Weft.all(weft.surroundings(new StringWriter(), new StringWriter())), new ArrayList<>(), tests);
        return tests;
    }

    private void collect(CommandLine line, List<String> path, List<DynamicTest> tests) {
        for (Map.Entry<String, CommandLine> sub : line.getSubcommands().entrySet()) {
            List<String> below = new ArrayList<>(path);
            below.add(sub.getKey());
            tests.add(DynamicTest.dynamicTest(String.join(" ", below), () -> {
                List<String> arguments = new ArrayList<>(below);
                arguments.add("--help");
                Result help = new CommandLineProbe(folder).run(arguments.toArray(String[]::new));
                assertThat(help.status()).isZero();
                assertThat(help.out())
                        .contains("Usage: weft " + String.join(" ", below), "Example:", "weft " + below.get(0));
            }));
            collect(sub.getValue(), below, tests);
        }
    }

    @Test
    void the_remedies_that_refusals_and_conflicts_name_are_options() {
        assertThat(weft.run("reconcile", "--adopt=always", "-f", "missing").status())
                .isEqualTo(ExitStatus.FAILED);
        assertThat(weft.run("reconcile", "--prune", "--prune-cap", "12", "-f", "missing")
                        .status())
                .isEqualTo(ExitStatus.FAILED);
        assertThat(weft.run("reconcile", "--prune-cap", "many", "-f", "missing").status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void help_lists_every_command() {
        Result help = weft.run("--help");

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains(
                        "up",
                        "reconcile",
                        "validate",
                        "render",
                        "status",
                        "call",
                        "subscribe",
                        "keys",
                        "master",
                        "node")
                .contains("completion", "version");
        assertThat(help.out().replaceAll("\\s+", " "))
                .as("none is cut")
                .contains(" up Run a whole fabric on this machine as the documents in a folder say. reconcile ")
                .contains(" operator Keep fleets as the custom resources");
    }

    @Test
    void the_operator_is_found_although_it_is_a_program_of_its_own() {
        assertThat(weft.run("operatr").err()).contains("weft operator");
        Result here = weft.run("operator", "--lease", "none");
        assertThat(here.status()).isEqualTo(64);
        assertThat(here.err()).contains("./weft operator");
    }

    @Test
    void what_runs_in_the_foreground_tells_its_exit_codes() {
        for (String command : List.of("up", "master", "node")) {
            assertThat(weft.run(command, "--help").out())
                    .contains("Exit codes:", "  0 ", "  1 ", "  64 ")
                    .contains("could not be started", "the command line is wrong");
        }
    }

    @Test
    void a_wrong_command_line_exits_with_64_and_a_way_on() {
        assertThat(weft.run("recncile").status()).isEqualTo(64);
        assertThat(weft.run("recncile").err()).contains("reconcile");
        assertThat(weft.run().status()).isEqualTo(64);
        assertThat(weft.run("validate").status()).isEqualTo(64);
        assertThat(weft.run("validate").err()).contains("--filename", "weft validate --help");
        assertThat(weft.run("validate", "-f", "x", "--nonsense").status()).isEqualTo(64);
        assertThat(weft.run("validate", "-f", "x", "--output", "xml").status()).isEqualTo(64);
        assertThat(weft.run("reconcile", "-f", "x", "--dry-run", "--watch").status())
                .isEqualTo(64);
        assertThat(weft.run("keys").status()).isEqualTo(64);
    }

    @Test
    void two_revisions_are_told_how_to_be_written() {
        Result result = weft.run("diff", "main", "feature");

        assertThat(result.status()).isEqualTo(64);
        assertThat(result.err()).contains("Write main..feature instead");
        assertThat(weft.run("diff", "--help").out()).contains("BASE..HEAD").doesNotContain("second");
    }

    @Test
    void all_mistakes_in_one_worker_are_told_at_once_also_beside_an_unknown_type() {
        Result result = weft.withInput(REALM + """
                        ---
                        {apiVersion: weft.dev/v1alpha1, kind: FabricNode, metadata: {name: edge1}, spec: {mrealm: plant-a}}
                        ---
                        apiVersion: weft.dev/v1alpha1
                        kind: NodeLayout
                        metadata: {name: base}
                        spec:
                          mrealm: plant-a
                          nodeSelector: {}
                          workers:
                          - id: router1
                            type: rooter
                            realms:
                            - name: line
                              roles:
                              - name: anyone
                                permissions: [{uri: com., match: prefx, allow: {call: true}}]
                            transports:
                            - id: web
                              type: web
                              endpoint: {type: tcp, port: 8080}
                              paths:
                                /: {type: static, direktory: web}
                        """).run("validate", "-f", "-");

        assertThat(result.out()).contains("'router'", "\"prefix\"", "'directory'", "3 errors");
    }

    @Test
    void an_option_for_one_run_is_refused_where_there_is_no_end() {
        for (String option : List.of("--dry-run", "--timeout=600", "--require-online")) {
            Result result = weft.run("reconcile", "-f", "x", "--watch", option);

            assertThat(result.status()).as(option).isEqualTo(64);
            assertThat(result.err()).contains(option.replaceAll("=.*", "") + " and --watch exclude each other");
        }
        assertThat(weft.run("reconcile", "-f", "missing", "--watch").status())
                .as("what has a default is not given")
                .isNotEqualTo(64);
    }

    @Test
    void valid_documents_exit_with_0() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), REALM);

        Result result = weft.run("validate", "-f", folder.resolve("a.yaml").toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("valid: 1 document in 1 file\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void documents_come_from_standard_input_too() {
        assertThat(weft.withInput(REALM).run("validate", "-f", "-").out()).isEqualTo("valid: 1 document in 1 file\n");
    }

    @Test
    void errors_in_documents_exit_with_1_and_name_their_places() {
        Result result = weft.withInput(REALM + "---\nkind: x\nkind: yes\n").run("validate", "-f", "-");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("<stdin>:4:1: error: ", "<stdin>:4:7: error: ", "2 errors");
    }

    @Test
    void findings_are_there_for_programs() {
        Result result = weft.withInput("a: 1\na: 2\n").run("validate", "-f", "-", "--output", "json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(tree(result))
                .containsEntry("valid", false)
                .extractingByKey("findings")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void commands_that_need_a_fabric_look_at_the_documents_first() {
        Result result = weft.withInput("a: 1\na: 2\n").run("reconcile", "--dry-run", "-f", "-");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("<stdin>:2:1: error: ", "1 error in the documents; nothing was done");
    }

    @Test
    void kubectl_has_other_exit_codes() {
        Result result =
                weft.withInput("a: 1\na: 2\n").run("reconcile", "--dry-run", "-f", "-", "--exit-code-style", "kubectl");

        assertThat(result.status()).isGreaterThan(1);
    }

    @Test
    void a_missing_key_is_told_with_the_way_to_make_one() {
        Result result = weft.withInput(REALM).run("reconcile", "--dry-run", "-f", "-");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(".crossbar/default.priv", "weft keys generate");
    }

    @Test
    void a_fabric_that_does_not_answer_is_told_with_its_url_and_where_that_came_from() {
        weft.run("keys", "generate");
        Result result = weft.withInput(REALM).run("status", "-f", "-", "--fabric-url", "ws://127.0.0.1:1/ws");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("ws://127.0.0.1:1/ws (from --fabric-url)", "weft up");
    }

    @Test
    void a_node_that_no_document_declares_is_told_with_those_that_are() throws IOException {
        Result result = weft.withInput(
                        REALM + "---\n{apiVersion: weft.dev/v1alpha1, kind: FabricNode, metadata: {name: edge1},"
                                + " spec: {mrealm: plant-a}}\n")
                .run("render", "edge2", "-f", "-");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("no document declares a node 'edge2'", "plant-a/edge1");
    }

    @Test
    void a_key_pair_is_made_and_kept() throws IOException {
        Path key = folder.resolve("k/default.priv");

        Result made = weft.run("keys", "generate", "--out", key.toString(), "--output", "json");
        assertThat(made.status()).isZero();
        assertThat(tree(made).get("publicKey")).asString().matches("[0-9a-f]{64}");
        assertThat(made.out())
                .doesNotContain(
                        Files.readString(key).split("private-key-ed25519: ")[1].strip());

        Result again = weft.run("keys", "generate", "--out", key.toString());
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("is there already", "--force");
        assertThat(weft.run("keys", "generate", "--out", key.toString(), "--force")
                        .status())
                .isZero();
    }

    @Test
    void a_script_completes_commands_and_options() {
        Result result = weft.run("completion");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("#!").contains("reconcile", "--max-disrupted-sessions", "generate");
    }

    @Test
    void the_version_is_told() {
        assertThat(weft.run("version").out()).startsWith("weft ").contains("Java ");
        assertThat(weft.run("--version").out()).isEqualTo(weft.run("version").out());
        assertThat(weft.run("-V").out()).isEqualTo(weft.run("version").out());
        assertThat(tree(weft.run("version", "-o", "json"))).containsKeys("weft", "java");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(Result result) {
        return (Map<String, Object>) Objects.requireNonNull(JsonText.read(result.out()));
    }
}
