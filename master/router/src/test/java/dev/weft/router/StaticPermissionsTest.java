package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticPermissionsTest {

    private static final Set<Action> ALL = EnumSet.allOf(Action.class);
    private static final Set<Action> NONE = Set.of();

    private static Permission all(String uri, @Nullable String match) {
        return Permission.allow(uri, match, ALL);
    }

    private static boolean calls(StaticPermissions permissions, String uri) {
        return permissions.decide(Action.CALL, uri, "exact").allowed();
    }

    private static boolean registers(StaticPermissions permissions, String uri, String match) {
        return permissions.decide(Action.REGISTER, uri, match).allowed();
    }

    @Test
    void nothing_is_allowed_without_a_permission() {
        assertThat(calls(StaticPermissions.nothing(), "com.a")).isFalse();
        assertThat(calls(StaticPermissions.everything(), "com.a")).isTrue();
    }

    @Test
    void exact_counts_before_wildcard_before_prefix() {
        StaticPermissions permissions = StaticPermissions.of(List.of(
                all("com.", "prefix"),
                Permission.allow("com..secret", "wildcard", NONE),
                all("com.mine.secret", "exact")));

        assertThat(calls(permissions, "com.any.thing")).isTrue();
        assertThat(calls(permissions, "com.other.secret")).isFalse();
        assertThat(calls(permissions, "com.mine.secret")).isTrue();
    }

    @Test
    void the_longest_prefix_counts() {
        StaticPermissions permissions = StaticPermissions.of(
                List.of(all("com.", "prefix"), Permission.allow("com.a", "prefix", NONE), all("com.a.b", "prefix")));

        assertThat(calls(permissions, "com.x")).isTrue();
        assertThat(calls(permissions, "com.ab")).isFalse();
        assertThat(calls(permissions, "com.a.bc")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.*, com.a.b, true",
        "com.*, org.a, false",
        "*, anything.at.all, true",
        "com.*.create, com.user.create, true",
        "com.*.create, com.user.x.create, false",
        "com.a, com.a, true",
        "com.a, com.a.b, false"
    })
    void stars_stand_for_a_policy_where_none_is_named(String pattern, String uri, boolean allowed) {
        assertThat(calls(StaticPermissions.of(List.of(all(pattern, null))), uri))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        // grant, match, wanted, match, allowed
        "com., prefix, com.a, prefix, true",
        "com.a, prefix, com., prefix, false",
        "com., prefix, com..x, wildcard, true",
        "com.a., prefix, com..x, wildcard, false",
        "com..x, wildcard, com..x, wildcard, true",
        "com.., wildcard, com..x, wildcard, true",
        "com..x, wildcard, com.., wildcard, false",
        "com..x, wildcard, com., prefix, false",
        "com.a, exact, com.a, prefix, false",
        "com.a, exact, com.a, exact, true"
    })
    void a_pattern_needs_a_permission_that_covers_it_whole(
            String grant, String match, String wanted, String policy, boolean allowed) {
        assertThat(registers(StaticPermissions.of(List.of(all(grant, match))), wanted, policy))
                .isEqualTo(allowed);
    }

    @Test
    void a_pattern_is_denied_where_a_stronger_permission_denies_a_part_of_it() {
        for (Permission exception : List.of(
                Permission.allow("com.a.secret", "exact", NONE),
                Permission.allow("com..secret", "wildcard", NONE),
                Permission.allow("com.a.s", "prefix", Set.of(Action.CALL)))) {
            StaticPermissions permissions = StaticPermissions.of(List.of(all("com.", "prefix"), exception));

            assertThat(registers(permissions, "com.a.", "prefix")).isFalse();
            assertThat(registers(permissions, "com.b.", "prefix"))
                    .isEqualTo(!exception.uri().equals("com..secret"));
        }
    }

    @Test
    void disclosure_is_by_action() {
        StaticPermissions permissions =
                StaticPermissions.of(List.of(new Permission("com.", "prefix", ALL, true, false)));

        assertThat(permissions.decide(Action.CALL, "com.a", "exact").disclose()).isTrue();
        assertThat(permissions.decide(Action.PUBLISH, "com.a", "exact").disclose())
                .isFalse();
    }

    @Test
    void of_two_permissions_for_the_same_pattern_the_later_counts() {
        StaticPermissions permissions =
                StaticPermissions.of(List.of(all("com.", "prefix"), Permission.allow("com.", "prefix", NONE)));

        assertThat(calls(permissions, "com.a")).isFalse();
        assertThat(registers(permissions, "com.a", "prefix")).isFalse();
    }

    @Test
    void an_unknown_policy_is_an_error_that_names_the_known_ones() {
        assertThatThrownBy(() -> StaticPermissions.of(List.of(all("com.", "regex"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'com.'")
                .hasMessageContaining("exact, prefix or wildcard");
    }
}
