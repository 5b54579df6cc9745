package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.auth.ScramKeys.Cost;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Derivation at its usual cost, which takes seconds: no test for every compile. */
class ScramKeysIT {

    /** The vectors of Autobahn|Python's own test of what it derives for Crossbar.io's configuration. */
    @Test
    void scram_keys_are_those_of_autobahn() {
        Cost cost = new Cost(
                ScramKdf.AUTOBAHN_ARGON2ID, HexFormat.of().parseHex("ae1f0d2f422757809077785e660b62c6"), 4096, 512);

        ScramKeys keys = ScramKeys.derive("secret123", cost);

        assertThat(HexFormat.of().formatHex(keys.storedKey()))
                .isEqualTo("5f19358ff6f38e267b6ef1ea1d862514ec4e8745a84682259fd3894be09febb5");
        assertThat(HexFormat.of().formatHex(keys.serverKey()))
                .isEqualTo("0d8e7e9222a7c0e54c9e979aa342115699ff5696c45dc379b5ee241338a5861d");
        assertThat(keys.toString()).doesNotContain("5f19");
    }
}
