package dev.weft.router.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTableTest {

    private static final String[] WORDS = {"a", "b", "ab", "abc", "x"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tables_agree_with_comparing_one_by_one(long seed) {
        Random random = new Random(seed);
        PatternTable<Pattern> table = new PatternTable<>();
        Set<Pattern> model = new HashSet<>();
        for (int step = 0; step < 4000; step++) {
            Pattern pattern = pattern(random);
            if (random.nextInt(5) < 3) {
                table.put(pattern.match(), pattern.uri(), pattern);
                model.add(pattern);
            } else {
                table.remove(pattern.match(), pattern.uri());
                model.remove(pattern);
            }
            compare(seed, table, model, uri(random));
            assertThat(table.get(pattern.match(), pattern.uri()))
                    .as("seed %s", seed)
                    .isEqualTo(model.contains(pattern) ? pattern : null);
        }
        assertThat(table.hasPatterns())
                .isEqualTo(model.stream().anyMatch(pattern -> pattern.match() != MatchPolicy.EXACT));
    }

    private static void compare(long seed, PatternTable<Pattern> table, Set<Pattern> model, String uri) {
        List<Pattern> found = new ArrayList<>();
        table.collectPatterns(uri, found);
        List<Pattern> expected = model.stream()
                .filter(pattern -> pattern.match() != MatchPolicy.EXACT)
                .filter(pattern -> pattern.match().matches(pattern.uri(), uri))
                .toList();
        assertThat(found).as("seed %s, uri %s", seed, uri).containsExactlyInAnyOrderElementsOf(expected);
        Pattern longest = expected.stream()
                .filter(pattern -> pattern.match() == MatchPolicy.PREFIX)
                .max(Comparator.comparingInt(pattern -> pattern.uri().length()))
                .orElse(null);
        assertThat(table.longestPrefix(uri)).as("seed %s, uri %s", seed, uri).isEqualTo(longest);
        Pattern wildcard = table.bestWildcard(uri);
        assertThat(wildcard != null)
                .as("seed %s, uri %s", seed, uri)
                .isEqualTo(expected.stream().anyMatch(pattern -> pattern.match() == MatchPolicy.WILDCARD));
        Pattern exact = new Pattern(MatchPolicy.EXACT, uri);
        Pattern best = model.contains(exact) ? exact : longest != null ? longest : wildcard;
        assertThat(table.best(uri)).as("seed %s, uri %s", seed, uri).isEqualTo(best);
    }

    private static String uri(Random random) {
        StringBuilder uri = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            uri.append('.').append(WORDS[random.nextInt(WORDS.length)]);
        }
        return uri.toString();
    }

    private static Pattern pattern(Random random) {
        String uri = uri(random);
        return switch (random.nextInt(3)) {
            case 0 -> new Pattern(MatchPolicy.EXACT, uri);
            case 1 -> new Pattern(MatchPolicy.PREFIX, uri.substring(0, random.nextInt(uri.length() + 1)));
            default -> new Pattern(MatchPolicy.WILDCARD, holes(random, uri));
        };
    }

    private static String holes(Random random, String uri) {
        String[] parts = uri.split("\\.");
        for (int i = 0; i < parts.length; i++) {
            parts[i] = random.nextInt(3) == 0 ? "" : parts[i];
        }
        return String.join(".", parts);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void covering_and_overlapping_agree_with_the_uris_themselves(long seed) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(uri(random));
        }
        for (int i = 0; i < 2000; i++) {
            Pattern one = pattern(random);
            Pattern two = pattern(random);
            for (String uri : all) {
                boolean inOne = one.match().matches(one.uri(), uri);
                boolean inTwo = two.match().matches(two.uri(), uri);
                if (inOne && inTwo) {
                    assertThat(one.overlaps(two))
                            .as("seed %s: %s, %s share %s", seed, one, two, uri)
                            .isTrue();
                }
                if (inTwo && !inOne) {
                    assertThat(one.covers(two))
                            .as("seed %s: %s, %s but not %s", seed, one, two, uri)
                            .isFalse();
                }
            }
            assertThat(one.overlaps(two)).as("seed %s: %s, %s", seed, one, two).isEqualTo(two.overlaps(one));
        }
    }
}
