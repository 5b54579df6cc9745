package dev.weft.sources.git.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and signatures that GnuPG 2 made; their private halves are gone. Bob's key was valid for the year 2020. */
class PgpKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_commit_signed_by_a_key_of_the_file_names_its_owner() throws Exception {
        assertThat(trust(NOW, "alice.asc").requireSigner(commit("alice.sig"))).isEqualTo("Alice <alice@example.com>");
        assertThat(trust(NOW, "bob.asc", "alice.asc").requireSigner(commit("alice.sig")))
                .isEqualTo("Alice <alice@example.com>");
        assertThat(trust(Instant.parse("2020-07-01T00:00:00Z"), "bob.asc").requireSigner(commit("bob.sig")))
                .isEqualTo("Bob <bob@example.com>");
    }

    @Test
    void another_key_a_changed_commit_an_expired_and_a_revoked_key_are_refused_each_in_its_words() throws Exception {
        refused(trust(NOW, "bob.asc"), commit("alice.sig"), "which is not among the keys that may");
        refused(trust(NOW, "bob.asc"), commit("bob.sig"), "which expired at 2020-12-");
        refused(trust(NOW, "alice-revoked.asc"), commit("alice.sig"), "which is revoked");
        SignedCommit honest = commit("alice.sig");
        byte[] data = text("commit").replace("go", "stop").getBytes(StandardCharsets.UTF_8);
        refused(
                trust(NOW, "alice.asc"),
                new SignedCommit("00", data, honest.signature(), NOW),
                "is not what was signed");
        refused(
                trust(NOW, "alice.asc"),
                new SignedCommit("00", honest.data(), Optional.of(PgpKeys.BEGIN + "\n\nabcd\n"), NOW),
                "cannot be read");
    }

    @Test
    void a_file_without_keys_is_told() throws IOException {
        Path file = folder.resolve("keys.asc");
        Files.writeString(file, "no key\n");

        assertThatThrownBy(() -> PgpKeys.read(GivenText.file(file)))
                .isInstanceOf(GitFailure.class)
                .hasMessageContaining("there is no PGP key in");
    }

    private static void refused(CommitTrust trust, SignedCommit commit, String text) {
        assertThatThrownBy(() -> trust.requireSigner(commit)).isInstanceOfSatisfying(GitFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(GitFailure.Reason.UNVERIFIED);
            assertThat(failure.text()).contains(text);
        });
    }

    private CommitTrust trust(Instant now, String... names) throws Exception {
        StringBuilder keys = new StringBuilder();
        for (String name : names) {
            keys.append(text(name));
        }
        Path file = folder.resolve("keys.asc");
        Files.writeString(file, keys);
        return CommitTrust.of(
                Optional.empty(), Optional.of(PgpKeys.read(GivenText.file(file))), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignedCommit commit(String signature) throws Exception {
        byte[] data = text("commit").getBytes(StandardCharsets.UTF_8);
        return new SignedCommit("00", data, Optional.of(text(signature)), NOW);
    }

    private static String text(String name) throws IOException, URISyntaxException {
        return Files.readString(Path.of(
                Objects.requireNonNull(PgpKeysTest.class.getResource(name)).toURI()));
    }
}
