package dev.weft.fabric.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Surroundings;
import dev.weft.cli.Weft;
import dev.weft.cli.terminal.Colour;
import dev.weft.fabric.testkit.LocalFabric;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft reconcile --git}: what is taken from a real server, what is refused, and what is said about it. */
class GitReconcileIT {

    private static final String TOKEN = "glpat-9f8e7d6c5b4a";

    @TempDir
    static Path shared;

    private static @Nullable LocalFabric fabric;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Forge forge = new Forge(Path.of(""));
    private @Nullable HttpsGitServer https;

    /** What one command line did. */
    private record Result(int status, String out, String err) {}

    @BeforeAll
    static void startMaster() {
        fabric = LocalFabric.start(shared);
    }

    @AfterAll
    static void stopMaster() {
        if (fabric != null) {
            fabric.close();
        }
    }

    @BeforeEach
    void startServer() throws Exception {
        forge = Forge.make(folder.resolve("forge"));
        https = HttpsGitServer.start(forge.served(), shared);
        environment.put("HOME", folder.toString());
    }

    @AfterEach
    void stopServer() {
        if (https != null) {
            https.close();
        }
    }

    @Test
    void a_signed_revision_is_applied_and_the_next_run_has_nothing_to_do() throws Exception {
        write("signed");
        String hash = forge.push("alice");

        Result first = apply();
        assertThat(first.status()).as("%s", first).isZero();
        assertThat(first.out()).contains("+ signed", "fleet/realm.yaml:1:1");
        assertThat(first.err())
                .contains("revision " + hash.substring(0, 10), "signed by alice@example.com", "Change the fleet");
        assertThat(Files.readString(folder.resolve("state/applied"))).contains(hash);

        Result second = apply("--dry-run");
        assertThat(second.status()).as("%s", second).isZero();
        assertThat(second.out()).contains("Nothing to do");
    }

    @Test
    void without_keys_an_unsigned_revision_is_applied_too() throws Exception {
        write("unsigned");
        forge.pushUnsigned();

        assertThat(run(arguments()).status()).isZero();
    }

    @Test
    void what_is_not_signed_by_an_allowed_signer_ends_with_7_before_anything_is_parsed() throws Exception {
        forge.write("fleet/realm.yaml", "this: [is not yaml");
        forge.pushUnsigned();
        unverified(apply(), "is not signed, and only signed commits are taken", "git commit --amend -S");

        forge.push("mallory");
        unverified(apply(), "which is not among the keys that may", "--allowed-signers");

        forge.push("alice");
        forge.pushTampered("Change the fleet", "Stop the fleet");
        unverified(apply(), "is not what was signed", "Find out who pushed it");

        Files.writeString(
                forge.signers(),
                "alice@example.com namespaces=\"git\",valid-before=\"20200101Z\" " + forge.publicKey("alice"));
        forge.push("alice");
        unverified(apply(), "expired at 2020-01-01T00:00:00Z", "valid-before");
    }

    @Test
    void a_revision_that_goes_back_is_refused_until_it_is_confirmed() throws Exception {
        write("rewound");
        String first = forge.push("alice");
        write("rewound2");
        String second = forge.push("alice");
        assertThat(apply().status()).isZero();

        forge.git("reset", "-q", "--hard", first);
        forge.forcePush();
        unverified(apply(), "is older than the revision that was applied last, " + second, "--allow-rewind");

        write("forced");
        String forced = forge.push("alice");
        String step = second.substring(0, 10) + ".." + forced.substring(0, 10);
        unverified(apply(), "does not descend", "--allow-rewind " + step);

        Result confirmed = apply("--allow-rewind", step);
        assertThat(confirmed.status()).as("%s", confirmed).isZero();
        assertThat(apply().status()).isZero();
    }

    @Test
    void a_revision_that_cannot_be_read_changes_nothing_and_names_the_place() throws Exception {
        write("unreadable");
        forge.write("fleet/huge.yaml", "# " + "x".repeat(5 * 1024 * 1024));
        forge.push("alice");
        broken(apply(), "fleet/huge.yaml:1:1: error", "larger than 4194304 bytes");

        Files.delete(forge.checkout().resolve("fleet/huge.yaml"));
        Files.createSymbolicLink(forge.checkout().resolve("fleet/out.yaml"), Path.of("../../../etc/passwd"));
        forge.push("alice");
        broken(apply(), "fleet/out.yaml:1:1: error", "leads out of the folder");

        Files.delete(forge.checkout().resolve("fleet/out.yaml"));
        forge.git("update-index", "--add", "--cacheinfo", "160000," + forge.head() + ",fleet/vendor");
        Files.createDirectories(forge.checkout().resolve("fleet/vendor"));
        forge.push("alice");
        broken(apply(), "fleet/vendor:1:1: error", "is a submodule");

        forge.git("rm", "-q", "--cached", "fleet/vendor");
        forge.write("fleet/realm.yaml", "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {nam: x}\n");
        forge.push("alice");
        broken(apply(), "fleet/realm.yaml:3:", "error");
    }

    @Test
    void https_wants_a_certificate_that_is_trusted_and_the_token_goes_nowhere_else() throws Exception {
        write("token");
        forge.push("alice");

        List<String> untrusting = new ArrayList<>(arguments());
        int ca = untrusting.indexOf("--ca");
        untrusting.subList(ca, ca + 2).clear();
        Result untrusted = run(untrusting);
        assertThat(untrusted.status()).as("%s", untrusted).isEqualTo(1);
        assertThat(untrusted.err()).contains("cannot be read", "--ca");

        server().requireToken(TOKEN);
        Result stranger = apply();
        assertThat(stranger.status()).as("%s", stranger).isEqualTo(1);
        assertThat(stranger.err()).contains("cannot be read", "--token-env");

        environment.put("GIT_TOKEN", "wrong-" + TOKEN);
        Result wrong = apply("--token-env", "GIT_TOKEN");
        assertThat(wrong.status()).as("%s", wrong).isEqualTo(1);
        environment.put("GIT_TOKEN", TOKEN);
        Result known = apply("--token-env", "GIT_TOKEN", "-v");
        assertThat(known.status()).as("%s", known).isZero();
        assertThat(wrong.out() + wrong.err() + known.out() + known.err()).doesNotContain(TOKEN);
        assertThat(apply("--token-env", "NO_TOKEN").status()).isEqualTo(64);
    }

    @Test
    void ssh_talks_to_known_hosts_only_and_says_which_line_is_missing() throws Exception {
        write("ssh");
        forge.push("alice");
        Path hosts = folder.resolve("known_hosts");
        try (SshGitServer ssh =
                SshGitServer.start(forge.served(), folder.resolve("host.key"), forge.publicKey("alice"))) {
            List<String> arguments = List.of(
                    "--git",
                    ssh.url(),
                    "--ref",
                    "main",
                    "--path",
                    "fleet",
                    "--state",
                    folder.resolve("state-ssh").toString(),
                    "--ssh-key",
                    forge.privateKey("alice").toString(),
                    "--known-hosts",
                    hosts.toString());

            Result unknown = run(arguments);
            assertThat(unknown.status()).as("%s", unknown).isEqualTo(1);
            assertThat(unknown.err())
                    .contains("is not known; its key is SHA256:", "add this line to " + hosts + ": " + ssh.knownHost());

            Files.writeString(hosts, ssh.knownHost() + "\n");
            Result known = run(arguments);
            assertThat(known.status()).as("%s", known).isZero();

            List<String> strange = new ArrayList<>(arguments);
            strange.set(
                    strange.indexOf("--ssh-key") + 1,
                    forge.privateKey("mallory").toString());
            Result refused = run(strange);
            assertThat(refused.status()).as("%s", refused).isEqualTo(1);
            assertThat(refused.err()).contains("--ssh-key");

            Files.writeString(hosts, ssh.knownHost().replaceFirst(" .*", " ") + forge.publicKey("mallory"));
            Result changed = run(arguments);
            assertThat(changed.status()).as("%s", changed).isEqualTo(1);
            assertThat(changed.err()).contains("shows another key", "somebody is in between");
        }
    }

    private void write(String realm) throws Exception {
        forge.write(
                "fleet/realm.yaml",
                "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + realm + "}\n");
    }

    private static void unverified(Result result, String... texts) {
        assertThat(result.status()).as("%s", result).isEqualTo(7);
        assertThat(result.err()).contains(texts).doesNotContain("fleet/realm.yaml:");
        assertThat(result.out()).isEmpty();
    }

    private static void broken(Result result, String... texts) {
        assertThat(result.status()).as("%s", result).isEqualTo(1);
        assertThat(result.err()).contains(texts).contains("nothing was done");
        assertThat(result.out()).isEmpty();
    }

    private HttpsGitServer server() {
        if (https == null) {
            throw new IllegalStateException("not started");
        }
        return https;
    }

    /** From the https server, with Alice as the only signer. */
    private Result apply(String... more) {
        List<String> all = new ArrayList<>(arguments());
        all.addAll(List.of("--allowed-signers", forge.signers().toString()));
        all.addAll(List.of(more));
        return run(all);
    }

    private List<String> arguments() {
        return List.of(
                "--git",
                server().url(),
                "--ref",
                "main",
                "--path",
                "fleet",
                "--ca",
                server().authority().toString(),
                "--state",
                folder.resolve("state").toString());
    }

    private Result run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                InputStream.nullInputStream(),
                folder,
                environment,
                Colour.NEVER);
        List<String> all = new ArrayList<>(List.of("reconcile"));
        all.addAll(arguments);
        String url = fabric == null ? "" : fabric.url();
        all.addAll(List.of(
                "--fabric-url", url, "--key", shared.resolve("admin.priv").toString()));
        int status = Weft.run(around, all.toArray(String[]::new));
        return new Result(status, out.toString(), err.toString());
    }
}
