package dev.weft.sources.git.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSH signatures as {@code ssh-keygen} makes them. */
class CommitTrustTest {

    private static final Instant TIME = Instant.parse("2026-06-01T12:00:00Z");
    private static final String COMMIT =
            "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@x> 1780315200 +0000\n"
                    + "committer A <a@x> 1780315200 +0000\n\nMake the line go\n\ngpgsig is only a word here\n";

    @TempDir
    Path folder;

    @BeforeEach
    void requireTool() {
        new Tool(folder).require("ssh-keygen", "install openssh-client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void a_commit_of_an_allowed_signer_names_the_signer(String type) throws Exception {
        String key = key("alice", type);

        assertThat(trust("alice@example.com namespaces=\"git\" " + key).requireSigner(signed("alice", "git", COMMIT)))
                .isEqualTo("alice@example.com");
    }

    @Test
    void without_keys_everybody_is_trusted() {
        assertThat(CommitTrust.EVERYBODY.requireSigner(commit(COMMIT, Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_commit_without_signature_is_refused() throws Exception {
        CommitTrust trust = trust("alice " + key("alice", "ed25519"));

        refused(trust, commit(COMMIT, Optional.empty()), "is not signed, and only signed commits are taken");
    }

    @Test
    void a_signer_who_is_not_in_the_file_is_refused_by_fingerprint() throws Exception {
        CommitTrust trust = trust("alice " + key("alice", "ed25519"));
        key("mallory", "ed25519");

        refused(trust, signed("mallory", "git", COMMIT), "SHA256:", "is not among the keys that may");
    }

    @Test
    void a_commit_that_was_changed_after_signing_is_refused() throws Exception {
        CommitTrust trust = trust("alice " + key("alice", "ed25519"));
        SignedCommit honest = signed("alice", "git", COMMIT);

        refused(trust, commit(COMMIT.replace("go", "stop"), honest.signature()), "is not what was signed");
        String other =
                signed("alice", "git", COMMIT.replace("go", "stop")).signature().orElseThrow();
        refused(trust, commit(COMMIT, Optional.of(other)), "is not what was signed");
    }

    @Test
    void a_key_counts_only_in_its_time_and_for_git() throws Exception {
        String key = key("alice", "ed25519");
        SignedCommit commit = signed("alice", "git", COMMIT);

        refused(trust("alice valid-before=\"20260101Z\" " + key), commit, "of alice", "expired at 2026-01-01");
        refused(trust("alice valid-after=\"20270101Z\" " + key), commit, "is valid only from 2027-01-01");
        refused(trust("alice namespaces=\"file\" " + key), commit, "may not sign for Git");
        refused(trust("alice " + key), signed("alice", "file", COMMIT), "for 'file', which is not for Git");
        assertThat(trust("alice valid-after=\"20260101Z\",valid-before=\"20270101Z\" " + key)
                        .requireSigner(commit))
                .isEqualTo("alice");
    }

    @Test
    void what_only_looks_like_a_signature_is_refused() throws Exception {
        CommitTrust trust = trust("alice " + key("alice", "ed25519"));
        String good = signed("alice", "git", COMMIT).signature().orElseThrow();

        refused(trust, commit(COMMIT, Optional.of("several")), "neither of SSH nor of PGP, or more than one");
        refused(trust, commit(COMMIT, Optional.of(good.substring(0, 120))), "cannot be read");
        refused(
                trust,
                commit(COMMIT, Optional.of(SshSignature.BEGIN + "\nU1NIU0lH\n-----END SSH SIGNATURE-----")),
                "cannot be read");
        refused(trust, commit(COMMIT, Optional.of(PgpKeys.BEGIN + "\n\nabc\n")), "only SSH keys are given");
    }

    @Test
    void two_signatures_in_one_commit_are_none() throws Exception {
        key("alice", "ed25519");
        String good = signed("alice", "git", COMMIT).signature().orElseThrow();
        String header = "gpgsig " + good.strip().replace("\n", "\n ") + "\n";
        String twice = COMMIT.replaceFirst("\n\n", "\n" + header + header + "\n");

        SignedCommit commit = SignedCommit.of("00", twice.getBytes(StandardCharsets.UTF_8), TIME);

        assertThat(commit.signature()).contains("several");
        assertThat(new String(commit.data(), StandardCharsets.UTF_8)).isEqualTo(COMMIT);
    }

    private static void refused(CommitTrust trust, SignedCommit commit, String... texts) {
        assertThatThrownBy(() -> trust.requireSigner(commit)).isInstanceOfSatisfying(GitFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(GitFailure.Reason.UNVERIFIED);
            assertThat(failure.text()).startsWith("commit 00 ").contains(texts);
            assertThat(failure.remedy()).isNotEmpty();
        });
    }

    private static SignedCommit commit(String text, Optional<String> signature) {
        return new SignedCommit("00", text.getBytes(StandardCharsets.UTF_8), signature, TIME);
    }

    private SignedCommit signed(String who, String namespace, String text) throws Exception {
        Path file = folder.resolve("data");
        Files.writeString(file, text);
        Files.deleteIfExists(folder.resolve("data.sig"));
        new Tool(folder).run("ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", who, "data");
        String header =
                "gpgsig " + Files.readString(folder.resolve("data.sig")).strip().replace("\n", "\n ") + "\n";
        String raw = text.replaceFirst("\n\n", "\n" + header + "\n");
        SignedCommit commit = SignedCommit.of("00", raw.getBytes(StandardCharsets.UTF_8), TIME);
        assertThat(new String(commit.data(), StandardCharsets.UTF_8)).isEqualTo(text);
        return commit;
    }

    /** Makes a key pair and returns type and key of the public half. */
    private String key(String who, String type) throws Exception {
        new Tool(folder)
                .run(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-b",
                        type.equals("rsa") ? "2048" : "256",
                        "-N",
                        "",
                        "-C",
                        who,
                        "-f",
                        who);
        String[] parts = Files.readString(folder.resolve(who + ".pub")).split(" ");
        return parts[0] + " " + parts[1];
    }

    private CommitTrust trust(String line) throws IOException {
        Path file = folder.resolve("allowed");
        Files.writeString(file, line + "\n");
        return CommitTrust.of(
                Optional.of(AllowedSigners.read(GivenText.file(file))), Optional.empty(), Clock.systemUTC());
    }
}
