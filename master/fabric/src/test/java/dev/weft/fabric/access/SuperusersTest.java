package dev.weft.fabric.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.fabric.MasterFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperusersTest {

    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @Test
    void the_key_line_of_each_file_counts() throws IOException {
        Path first = file("a.pub", "Title\n\ncreator: me\npublic-key-ed25519: " + KEY + "\n");
        Path second = file("b.pub", "public-key-ed25519: " + "F".repeat(64) + "\n");
        Superusers superusers = Superusers.read(List.of(first, second));
        assertThat(superusers.contains(KEY)).isTrue();
        assertThat(superusers.contains("f".repeat(64))).isTrue();
        assertThat(superusers.contains("0".repeat(64))).isFalse();
    }

    @Test
    void a_file_without_a_key_with_a_bad_one_or_that_is_missing_is_named() throws IOException {
        for (Path bad :
                List.of(file("c.pub", "nothing"), file("d.pub", "public-key-ed25519: zz"), folder.resolve("none"))) {
            assertThatThrownBy(() -> Superusers.read(List.of(bad)))
                    .isInstanceOf(MasterFailure.class)
                    .hasMessageContaining(bad.toString());
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
