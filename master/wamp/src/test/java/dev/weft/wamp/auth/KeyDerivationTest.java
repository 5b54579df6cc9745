package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDerivationTest {

    /** RFC 4231, 4.3. */
    @Test
    void hmac_is_that_of_the_rfc() {
        byte[] code = Sha256.hmac(bytes("Jefe"), bytes("what do ya want for nothing?"));

        assertThat(hex(code)).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /** RFC 7914, chapter 11. */
    @ParameterizedTest
    @CsvSource({
        "passwd,salt,1,55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "Password,NaCl,80000,4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
    })
    void pbkdf2_is_that_of_the_rfc(String password, String salt, int iterations, String key) {
        assertThat(hex(KeyDerivation.pbkdf2(bytes(password), bytes(salt), iterations, key.length() / 2)))
                .isEqualTo(key);
    }

    /** The reference implementation's tests of Argon2id, version 1.3. */
    @Test
    void argon2id_is_that_of_the_reference_implementation() {
        assertThat(hex(KeyDerivation.argon2id(bytes("password"), bytes("somesalt"), 2, 256)))
                .isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }

    @Test
    void a_client_computes_neither_too_much_nor_too_little() {
        DerivationLimits limits = DerivationLimits.DEFAULT;

        assertThatCode(() -> limits.requirePbkdf2(1000, 32)).doesNotThrowAnyException();
        assertThatCode(() -> limits.requireArgon2(4096, 512)).doesNotThrowAnyException();
        assertThatCode(() -> limits.requireArgon2(3, 65_536)).doesNotThrowAnyException();
        for (long iterations : new long[] {-1, 0, 2_000_001, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> limits.requirePbkdf2(iterations, 32)).isInstanceOf(ProtocolViolation.class);
        }
        for (long bytes : new long[] {-1, 0, 1L << 40, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> limits.requirePbkdf2(1000, bytes)).isInstanceOf(ProtocolViolation.class);
        }
        long[][] argon2 = {{1, 8}, {0, 65_536}, {1, 1L << 40}, {Long.MAX_VALUE, 512}, {-1, -1}, {1 << 20, 65_536}};
        for (long[] cost : argon2) {
            assertThatThrownBy(() -> limits.requireArgon2(cost[0], cost[1])).isInstanceOf(ProtocolViolation.class);
        }
        assertThatThrownBy(() -> limits.requireStrongPbkdf2(4095)).isInstanceOf(ProtocolViolation.class);
    }

    /** RFC 4013, chapter 3. */
    @Test
    void names_and_passwords_are_normalised_as_in_the_rfc() {
        assertThat(SaslPrep.normalise("I\u00ADX")).isEqualTo("IX");
        assertThat(SaslPrep.normalise("user")).isEqualTo("user");
        assertThat(SaslPrep.normalise("USER")).isEqualTo("USER");
        assertThat(SaslPrep.normalise("\u00AA")).isEqualTo("a");
        assertThat(SaslPrep.normalise("\u2168")).isEqualTo("IX");
        assertThat(SaslPrep.normalise("a\u00A0b")).isEqualTo("a b");
        assertThat(SaslPrep.normalise("")).isEmpty();
        assertThatThrownBy(() -> SaslPrep.normalise("\u0007")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SaslPrep.normalise("\u06271")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SaslPrep.normalise("secret\u0007"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
