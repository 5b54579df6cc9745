package dev.weft.wamp.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "com.example.add2", "com.Example-x.1", "wamp.error.x", "münchen.de"})
    void loose_uris_are_valid(String uri) {
        assertThat(Uri.isValid(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a\tb", "a#b", "a\u00a0b", "a\n"})
    void these_are_no_uris(String uri) {
        assertThat(Uri.isValid(uri)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"com.example_2.x,true", "com.Example,false", "com.a-b,false", "com.ü,false"})
    void strict_uris_have_lower_case_digits_and_underscore(String uri, boolean valid) {
        assertThat(Uri.findProblem(uri, Uri.Rules.STRICT, MatchPolicy.EXACT).isEmpty())
                .isEqualTo(valid);
    }

    @Test
    void patterns_may_have_the_empty_components_of_their_policy() {
        assertThat(problem("com.", MatchPolicy.PREFIX)).isFalse();
        assertThat(problem("", MatchPolicy.PREFIX)).isFalse();
        assertThat(problem("com..x", MatchPolicy.PREFIX)).isTrue();
        assertThat(problem("com..x", MatchPolicy.WILDCARD)).isFalse();
        assertThat(problem("..", MatchPolicy.WILDCARD)).isFalse();
        assertThat(problem("com..#", MatchPolicy.WILDCARD)).isTrue();
    }

    @Test
    void length_and_components_are_bounded() {
        assertThat(Uri.isValid("a".repeat(1024))).isTrue();
        assertThat(Uri.isValid("a".repeat(1025))).isFalse();
        assertThat(Uri.isValid("a" + ".a".repeat(63))).isTrue();
        assertThat(Uri.isValid("a" + ".a".repeat(64))).isFalse();
    }

    @Test
    void the_routers_own_uris_are_reserved() {
        assertThat(Uri.isReserved("wamp.session.get")).isTrue();
        assertThat(Uri.isReserved("crossbar.x")).isTrue();
        assertThat(Uri.isReserved("wampum.x")).isFalse();
        assertThat(Uri.isReserved("crossbarfabriccenter.mrealm")).isFalse();
    }

    private static boolean problem(String pattern, MatchPolicy policy) {
        return Uri.findProblem(pattern, Uri.Rules.LOOSE, policy).isPresent();
    }
}
