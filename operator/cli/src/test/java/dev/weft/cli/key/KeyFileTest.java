package dev.weft.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.CliFailure;
import dev.weft.wamp.auth.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read() throws IOException {
        SigningKey key = KeyFile.generate();
        Path file = write(key);

        assertThat(KeyFile.read(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("default.pub")))
                .startsWith("Crossbar.io user public key\n\n")
                .contains("\npublic-key-ed25519: " + key.publicKeyHex() + "\n")
                .doesNotContain(key.seedHex());
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        Path file = write(KeyFile.generate());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOfSatisfying(
                        CliFailure.class,
                        failure -> assertThat(failure.remedy()).contains("chmod 600"));
    }

    @Test
    void a_file_without_a_private_key_is_refused() throws IOException {
        Path file = write(KeyFile.generate());
        Files.writeString(file, "Crossbar.io user private key\n\npublic-key-ed25519: 00\n");

        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("holds no Ed25519 private key");
    }

    @Test
    void a_key_that_is_there_is_never_overwritten() throws IOException {
        Path file = write(KeyFile.generate());
        String before = Files.readString(file);

        assertThatThrownBy(() -> write(KeyFile.generate())).hasMessageContaining("is there already");

        assertThat(Files.readString(file)).isEqualTo(before);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void a_link_that_leads_nowhere_counts_as_a_file() throws IOException {
        Files.createSymbolicLink(folder.resolve("default.priv"), folder.resolve("elsewhere"));

        assertThatThrownBy(() -> write(KeyFile.generate())).hasMessageContaining("is there already");

        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    private Path write(SigningKey key) {
        Path file = folder.resolve("default.priv");
        KeyFile.write(file, key, KeyFile.Owner.user("superuser"), "2026-01-01T00:00:00.000Z", KeyFile.Existing.KEEP);
        return file;
    }
}
