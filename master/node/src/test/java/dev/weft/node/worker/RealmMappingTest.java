package dev.weft.node.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.config.realm.RealmConfig;
import dev.weft.config.schema.Blocks;
import dev.weft.router.RealmOptions.Kept;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealmMappingTest {

    private static RealmConfig realm(Map<String, Object> options, String keptTopic) {
        Map<String, Object> store = Map.of(
                "type", "memory", "event-history", List.of(Map.of("uri", keptTopic, "match", "exact", "limit", 10L)));
        return Blocks.read(RealmConfig.class, Map.of("name", "realm1", "options", options, "store", store))
                .require();
    }

    @Test
    void uris_are_as_strict_as_the_configuration_says() {
        assertThat(RealmMapping.options(realm(Map.of("uri_check", "strict"), "com.example.topic"))
                        .uriRules())
                .isEqualTo(Uri.Rules.STRICT);
        assertThat(RealmMapping.options(realm(Map.of("uri_check", "loose"), "com.Example.topic"))
                        .uriRules())
                .isEqualTo(Uri.Rules.LOOSE);
        assertThat(RealmMapping.options(realm(Map.of(), "com.Example.topic")).uriRules())
                .isEqualTo(Uri.Rules.LOOSE);
    }

    @Test
    void a_topic_that_nobody_can_publish_to_is_not_kept() {
        assertThatThrownBy(() -> RealmMapping.options(realm(Map.of("uri_check", "strict"), "com.Example.topic")))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        error -> assertThat(error.uri()).isEqualTo("crossbar.error.invalid_configuration"))
                .hasMessageContaining("/store/event-history/0/uri");
    }

    @Test
    void queues_of_calls_have_the_limit_of_their_store_where_they_say_none() {
        Map<String, Object> store = Map.of(
                "type",
                "memory",
                "limit",
                7L,
                "call-queue",
                List.of(
                        Map.of("uri", "com.a.", "match", "prefix"),
                        Map.of("uri", "com.b", "limit", 3L),
                        Map.of("uri", "com.c", "limit", 0L)));
        RealmConfig config = Blocks.read(RealmConfig.class, Map.of("name", "realm1", "store", store))
                .require();

        assertThat(RealmMapping.options(config).stored().callQueues())
                .containsExactly(
                        new Kept("com.a.", MatchPolicy.PREFIX, 7),
                        new Kept("com.b", MatchPolicy.EXACT, 3),
                        new Kept("com.c", MatchPolicy.EXACT, 0));
        assertThat(RealmMapping.options(config).stored().history()).isEmpty();
    }
}
