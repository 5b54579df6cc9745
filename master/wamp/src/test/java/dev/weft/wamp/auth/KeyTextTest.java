package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    private static final SigningKey KEY = SigningKey.ofHex("01".repeat(32));

    @Test
    void what_is_written_is_read() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KeyTags.USER_ID, "me: myself");
        tags.put(KeyTags.PUBLIC_KEY, KEY.publicKeyHex());
        tags.put(KeyTags.PRIVATE_KEY, KEY.seedHex());
        KeyText text = new KeyText("Crossbar.io user private key", tags);

        assertThat(text.text()).startsWith("Crossbar.io user private key\n\nuser-id: me: myself\npublic-key-ed25519: ");
        assertThat(KeyText.parse(text.text(), KeyTags.OF_ANY_KEY)).isEqualTo(text);
        assertThat(text.signingKey()).isEqualTo(KEY);
        assertThat(text.publicKey()).hasValue(KEY.publicKeyHex());
        assertThat(text.toString()).doesNotContain(KEY.seedHex());
    }

    @Test
    void a_title_may_be_missing_and_hex_may_be_in_capitals() {
        KeyText text = KeyText.parse("public-key-ed25519:" + "AB".repeat(32), KeyTags.OF_ANY_KEY);

        assertThat(text.title()).isEmpty();
        assertThat(text.publicKey()).hasValue("ab".repeat(32));
        assertThat(KeyText.parse("", KeyTags.OF_ANY_KEY).publicKey()).isEmpty();
    }

    @Test
    void other_lines_are_refused_with_their_number() {
        assertThatThrownBy(() -> parse("Title\n\nno tag\n")).hasMessage("line 3: expected 'tag: value'");
        assertThatThrownBy(() -> parse("Title\na: 1\ncolour: red\n"))
                .hasMessage("line 3: unknown tag 'colour'; allowed are a, b");
        assertThatThrownBy(() -> parse("Title\n\na: 1\na: 1\n"))
                .isInstanceOf(KeyText.Malformed.class)
                .hasMessage("line 4: tag 'a' is there twice; remove one");
    }

    @Test
    void keys_are_checked_without_being_shown() {
        assertThatThrownBy(() -> parse("a: 1").signingKey())
                .hasMessageContaining("'private-key-ed25519' must be 64 hex");
        assertThatThrownBy(() -> new KeyText("", Map.of(KeyTags.PUBLIC_KEY, "zz")).publicKey())
                .hasMessageContaining("'public-key-ed25519' must be 64 hex")
                .hasMessageNotContaining("zz");
        assertThatThrownBy(() -> new KeyText(
                                "", Map.of(KeyTags.PRIVATE_KEY, KEY.seedHex(), KeyTags.PUBLIC_KEY, "00".repeat(32)))
                        .signingKey())
                .hasMessage("public and private key do not belong together");
    }

    private static KeyText parse(String text) {
        return KeyText.parse(text, Set.of("a", "b"));
    }
}
