package dev.weft.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintKeyTest {

    private static final SecretRef REF = new SecretRef("erp", "ticket");
    private static final FingerprintKey KEY = key("5e");

    @Test
    void whoever_has_the_key_of_the_fabric_computes_the_same() {
        SecretSource one = source("s3cret");
        SecretSource other = source("s3cret");

        assertThat(one.fingerprint(REF, KEY)).isPresent().isEqualTo(other.fingerprint(REF, key("5e")));
        assertThat(one.fingerprint(REF, KEY)).isNotEqualTo(one.fingerprint(REF, key("5f")));
        assertThat(one.fingerprint(REF, KEY)).isNotEqualTo(source("another").fingerprint(REF, KEY));
        assertThat(SecretSource.NONE.fingerprint(REF, KEY)).isEmpty();
    }

    @Test
    void neither_a_fingerprint_nor_the_key_tells_anything() {
        assertThat(source("s3cret").fingerprint(REF, KEY).orElseThrow()).doesNotContain("s3cret");
        assertThat(KEY.toString()).doesNotContain("5e5e");
    }

    @Test
    void anything_but_64_hex_digits_is_no_key() {
        assertThat(FingerprintKey.ofHex("")).isEmpty();
        assertThat(FingerprintKey.ofHex("5e".repeat(31))).isEmpty();
        assertThat(FingerprintKey.ofHex("no".repeat(32))).isEmpty();
    }

    private static FingerprintKey key(String pair) {
        return FingerprintKey.ofHex(pair.repeat(32)).orElseThrow();
    }

    private static SecretSource source(String value) {
        Map<SecretRef, String> values = Map.of(REF, value);
        return ref -> Optional.ofNullable(values.get(ref));
    }
}
