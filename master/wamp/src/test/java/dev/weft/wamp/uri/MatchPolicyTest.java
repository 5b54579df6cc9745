package dev.weft.wamp.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "EXACT, a.b, a.b, true",
        "EXACT, a.b, a.bc, false",
        "PREFIX, a.b, a.bc, true",
        "PREFIX, a.b, a.b.c, true",
        "PREFIX, a.b., a.b, false",
        "PREFIX, '', a, true",
        "WILDCARD, a..c, a.b.c, true",
        "WILDCARD, a..c, a.b.d, false",
        "WILDCARD, a..c, a.b.c.d, false",
        "WILDCARD, a..c, a.c, false",
        "WILDCARD, a., a.b, true",
        "WILDCARD, .b, a.b, true",
        "WILDCARD, a.b, a.b, true",
        "WILDCARD, a.b, a.bb, false"
    })
    void uris_match(MatchPolicy policy, String pattern, String uri, boolean matches) {
        assertThat(policy.matches(pattern, uri)).isEqualTo(matches);
    }

    @Test
    void names_are_those_of_the_option() {
        assertThat(MatchPolicy.byName("wildcard")).contains(MatchPolicy.WILDCARD);
        assertThat(MatchPolicy.byName("WILDCARD")).isEmpty();
    }

    /** Every pattern against every other, compared with what they match among all short uris. */
    @Test
    void a_pattern_covers_another_exactly_when_it_matches_all_that_the_other_matches() {
        List<String> uris = texts(false);
        List<String> patterns = texts(true);
        for (MatchPolicy policy : MatchPolicy.values()) {
            for (MatchPolicy otherPolicy : MatchPolicy.values()) {
                for (String pattern : patterns) {
                    for (String other : patterns) {
                        if (allowed(policy, pattern) && allowed(otherPolicy, other)) {
                            boolean all = uris.stream()
                                    .filter(uri -> otherPolicy.matches(other, uri))
                                    .allMatch(uri -> policy.matches(pattern, uri));
                            assertThat(policy.covers(pattern, otherPolicy, other))
                                    .as("%s '%s' covers %s '%s'", policy, pattern, otherPolicy, other)
                                    .isEqualTo(all);
                        }
                    }
                }
            }
        }
    }

    private static boolean allowed(MatchPolicy policy, String pattern) {
        return Uri.findProblem(pattern, Uri.Rules.LOOSE, policy).isEmpty();
    }

    /** All of up to three components; for uris up to four, of more letters than patterns have, so that "any" differs from "all known". */
    private static List<String> texts(boolean patterns) {
        List<String> components = patterns ? List.of("", "a", "b") : List.of("a", "b", "ab", "c");
        List<String> all = new ArrayList<>();
        List<String> last = List.of();
        for (int length = 1; length <= (patterns ? 3 : 4); length++) {
            List<String> next = new ArrayList<>();
            for (String component : components) {
                if (length == 1) {
                    next.add(component);
                }
                last.forEach(head -> next.add(head + "." + component));
            }
            all.addAll(next);
            last = next;
        }
        return all;
    }
}
