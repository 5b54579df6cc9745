package dev.weft.controller.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> LABELS = Map.of("team", "a", "weft.dev/line", "3", "empty", "");

    @Test
    void it_selects_as_kubectl_does() {
        for (String text : new String[] {
            "",
            "team",
            "!other",
            "team=a",
            "team == a",
            "team!=b",
            "other!=b",
            "empty=",
            "weft.dev/line=3,team=a",
            "team in (a, b)",
            "team notin (b,c),weft.dev/line in (3)",
            "other notin (a)"
        }) {
            assertThat(new LabelSelector(text).selects(LABELS)).as(text).isTrue();
        }
        for (String text : new String[] {
            "other",
            "!team",
            "team=b",
            "other=a",
            "team!=a",
            "team=a,other",
            "team in (b,c)",
            "other in (a)",
            "team notin (a)"
        }) {
            assertThat(new LabelSelector(text).selects(LABELS)).as(text).isFalse();
        }
    }

    @Test
    void what_the_api_server_would_not_take_is_refused_at_once() {
        for (String text :
                new String[] {",", "team=a,", "team in a", "team in ()", "=a", "team=a b", "team=(a)", "a b"}) {
            assertThatThrownBy(() -> new LabelSelector(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("selects nothing by labels");
        }
    }
}
