package dev.weft.sources.git.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sources.git.GitFailure;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedSignersTest {

    private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    @Test
    void principals_options_and_keys_are_read() {
        AllowedSigners signers = parse("# who may\n\n"
                + "alice@example.com,bob namespaces=\"git,file\",valid-after=\"20260101Z\",valid-before=\"20270101120000Z\""
                + " ssh-ed25519 " + KEY + " a comment\n");

        assertThat(signers.withKey(Base64.getDecoder().decode(KEY)))
                .singleElement()
                .satisfies(signer -> {
                    assertThat(signer.principals()).containsExactly("alice@example.com", "bob");
                    assertThat(signer.name()).isEqualTo("alice@example.com");
                    assertThat(signer.from()).contains(Instant.parse("2026-01-01T00:00:00Z"));
                    assertThat(signer.until()).contains(Instant.parse("2027-01-01T12:00:00Z"));
                    assertThat(signer.isFor("git")).isTrue();
                    assertThat(signer.isFor("email")).isFalse();
                });
        assertThat(signers.withKey(new byte[] {1})).isEmpty();
    }

    @Test
    void namespaces_are_patterns_and_may_forbid() {
        byte[] key = Base64.getDecoder().decode(KEY);
        assertThat(parse("a ssh-ed25519 " + KEY).withKey(key).get(0).isFor("git"))
                .isTrue();
        assertThat(parse("a namespaces=\"g*\" ssh-ed25519 " + KEY)
                        .withKey(key)
                        .get(0)
                        .isFor("git"))
                .isTrue();
        assertThat(parse("a namespaces=\"*,!git\" ssh-ed25519 " + KEY)
                        .withKey(key)
                        .get(0)
                        .isFor("git"))
                .isFalse();
    }

    @Test
    void quoted_principals_keep_their_blanks() {
        assertThat(parse("\"Alice A\" ssh-ed25519 " + KEY)
                        .withKey(Base64.getDecoder().decode(KEY))
                        .get(0)
                        .name())
                .isEqualTo("Alice A");
    }

    @Test
    void one_wrong_line_makes_the_file_unusable_and_is_named() {
        for (String line : List.of(
                "alice",
                "alice ssh-ed25519",
                "alice ssh-ed25519 !!!",
                "alice ssh-rsa " + KEY,
                "alice valid-before=\"soon\" ssh-ed25519 " + KEY,
                "alice valid-before=\"20261399\" ssh-ed25519 " + KEY,
                "alice trust-me ssh-ed25519 " + KEY,
                "alice namespaces=\"git ssh-ed25519 " + KEY,
                "* cert-authority ssh-ed25519 " + KEY)) {
            assertThatThrownBy(() -> parse("bob ssh-ed25519 " + KEY + "\n" + line + "\n"))
                    .as(line)
                    .isInstanceOf(GitFailure.class)
                    .hasMessageStartingWith("signers:2: ");
        }
        assertThatThrownBy(() -> parse("# nobody\n")).hasMessageContaining("names nobody");
    }

    private static AllowedSigners parse(String text) {
        return AllowedSigners.parse("signers", text);
    }
}
