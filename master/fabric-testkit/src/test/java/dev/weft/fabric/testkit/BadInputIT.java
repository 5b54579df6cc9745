package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes beside a running fabric: each ends before any change with status 1, what is wrong, and what to do. */
class BadInputIT {

    private static final String REALM = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            """;

    @TempDir
    static Path folder;

    private static LocalFabric fabric;
    private static InProcess weft;

    @BeforeAll
    static void start() {
        fabric = LocalFabric.start(folder);
        weft = new InProcess(folder);
    }

    @AfterAll
    static void end() {
        fabric.close();
    }

    @AfterEach
    void nothing_reached_the_fabric() throws Exception {
        Payload realms = fabric.session("com.crossbario.fabric")
                .call("crossbarfabriccenter.mrealm.list_mrealms", Payload.of(true))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(realms.argument(0)).isEqualTo(List.of());
    }

    @Test
    void wrong_documents_are_refused_as_a_user_types_it() throws IOException {
        Path file = document("a.yaml", REALM + "---\nkind: FabricNode\nkind: FabricNode\n");

        LocalFabric.Finished finished = fabric.onFabric("reconcile", "-f", file.toString());

        finished.requireStatus(1);
        assertThat(finished.err())
                .contains("a.yaml:6:1: error: ", "duplicate key 'kind'", "(keep one of the two)", "nothing was done");
    }

    @Test
    void documents_that_cannot_be_read_are_told_with_their_path() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.write(folder.resolve("binary.yaml"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, (byte) 0xff, 0, 1});
        Files.writeString(folder.resolve("huge.yaml"), "a: " + "x".repeat(5_000_000));
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), folder.resolve("gone"));

        InProcess.Result result = weft.run(
                "validate",
                "-f",
                path("empty"),
                "-f",
                path("missing"),
                "-f",
                path("binary.yaml"),
                "-f",
                path("huge.yaml"),
                "-f",
                path("nowhere.yaml"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains(path("empty") + ":1:1: error: files: no document files in this folder (put .yaml")
                .contains(path("missing") + ":1:1: error: files: does not exist (give the path")
                .contains("binary.yaml:1:7: error: yaml: not UTF-8 (save the file as UTF-8)")
                .contains("huge.yaml:1:1: error: files: larger than 4194304 bytes (split it")
                .contains("nowhere.yaml:1:1: error: files: cannot be opened (give the path");
    }

    @Test
    void a_file_that_may_not_be_read_is_told_with_a_remedy() {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();

        assertThat(weft.run("validate", "-f", unreadable.toString()).out())
                .contains("/proc/self/mem:1:1: error: files: cannot be read (check the file's permissions)");
        InProcess.Result result = reconcile(unreadable);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("cannot read the key file /proc/self/mem", "give another with --key");
    }

    @Test
    void no_document_at_all_is_an_error() {
        InProcess.Result result = weft.runWithInput("", target("reconcile", "-f", "-"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("<stdin>:1:1: error: files: no document of weft.dev", "behind a pipe");
    }

    @Test
    void a_key_that_the_fabric_does_not_know_is_refused_with_a_remedy() {
        weft.run("keys", "generate", "--out", path("stranger.priv"));

        InProcess.Result result = reconcile(folder.resolve("stranger.priv"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("refuses the key in", "stranger.priv", "--key", "--superuser");
        assertThat(result.all()).doesNotContain(seed("stranger.priv"));
    }

    @Test
    void a_key_file_that_is_missing_or_none_or_open_to_all_is_told_with_a_remedy() throws IOException {
        InProcess.Result missing = reconcile(folder.resolve("nobody.priv"));
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no key file", "nobody.priv", "weft keys generate");

        Path none = document("none.priv", "secret canary\n");
        Files.setPosixFilePermissions(none, PosixFilePermissions.fromString("rw-------"));
        InProcess.Result wrong = reconcile(none);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("holds no Ed25519 private key", "private-key-ed25519");
        assertThat(wrong.all()).doesNotContain("canary");

        Path open = Files.copy(folder.resolve("admin.priv"), folder.resolve("open.priv"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        InProcess.Result readable = reconcile(open);
        assertThat(readable.status()).isEqualTo(1);
        assertThat(readable.err()).contains("can be read by others", "chmod 600");
        assertThat(readable.all()).doesNotContain(seed("admin.priv"));
    }

    @Test
    void a_master_that_cannot_be_reached_is_told_with_its_url_and_where_that_came_from() throws IOException {
        document("realm.yaml", REALM);
        String key = path("admin.priv");

        InProcess.Result refused =
                weft.run("reconcile", "-f", path("realm.yaml"), "--fabric-url", "ws://127.0.0.1:1/ws", "--key", key);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("no fabric answers at ws://127.0.0.1:1/ws (from --fabric-url)", "connection refused")
                .contains("weft up");

        InProcess.Result path =
                weft.run("reconcile", "-f", path("realm.yaml"), "--fabric-url", fabric.url() + "x", "--key", key);
        assertThat(path.status()).isEqualTo(1);
        assertThat(path.err()).contains("404", "Is the path of the url");

        InProcess.Result scheme =
                weft.run("reconcile", "-f", path("realm.yaml"), "--fabric-url", "http://127.0.0.1/ws", "--key", key);
        assertThat(scheme.status()).isEqualTo(64);
        assertThat(scheme.err()).contains("is no url of a master", "Write it like ws://");
    }

    @Test
    void a_realm_or_procedure_or_object_that_does_not_exist_is_named() {
        InProcess.Result realm =
                weft.run(target("call", "--realm", "nowhere", "crossbarfabriccenter.mrealm.get_nodes"));
        assertThat(realm.status()).isEqualTo(1);
        assertThat(realm.err()).contains("cannot join realm 'nowhere'", "list_mrealms");

        InProcess.Result procedure = weft.run(target("call", "crossbarfabriccenter.mrealm.list_mrealmz"));
        assertThat(procedure.status()).isEqualTo(1);
        assertThat(procedure.err()).contains("wamp.error.no_such_procedure", "list_mrealmz");

        InProcess.Result object = weft.run(target("call", "crossbarfabriccenter.mrealm.get_mrealm_by_name", "nowhere"));
        assertThat(object.status()).isEqualTo(1);
        assertThat(object.err()).contains("no_such_object", "nowhere");
    }

    @Test
    void a_node_that_is_not_paired_and_has_no_key_in_its_document_stops_everything() throws IOException {
        Path file = document("keyless.yaml", REALM + """
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1}
                spec: {mrealm: plant}
                """);

        for (List<String> options : List.of(List.<String>of(), List.of("--dry-run"))) {
            List<String> arguments = new ArrayList<>(List.of("reconcile", "-f", file.toString()));
            arguments.addAll(options);
            InProcess.Result result = weft.run(target(arguments.toArray(String[]::new)));

            assertThat(result.status()).as(result.all()).isEqualTo(1);
            assertThat(result.err())
                    .contains("keyless.yaml:5:1: error: ", "node 'plant/edge1' is not paired", "has no publicKey")
                    .contains("weft keys generate --node edge1", "nothing was done");
        }
    }

    @Test
    void a_wrong_command_line_is_64_and_help_is_always_there() {
        assertThat(fabric.weft("reconcile", "--dryrun").status()).isEqualTo(64);
        for (String command : List.of("reconcile", "validate", "render", "status", "call", "subscribe", "keys", "up")) {
            InProcess.Result unknown = weft.run(command, "--nonsense");
            assertThat(unknown.status()).as(command).isEqualTo(64);
            assertThat(unknown.err()).contains("weft " + command + " --help");
            assertThat(weft.run(command, "--help").status()).as(command).isZero();
        }
    }

    private InProcess.Result reconcile(Path key) {
        try {
            Path file = document("realm.yaml", REALM);
            return weft.run("reconcile", "-f", file.toString(), "--fabric-url", fabric.url(), "--key", key.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String[] target(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--fabric-url", fabric.url(), "--key", path("admin.priv")));
        return all.toArray(String[]::new);
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Path document(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String seed(String name) {
        try {
            return Files.readString(folder.resolve(name))
                    .split("private-key-ed25519: ")[1]
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
