package dev.weft.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.secret.SecretRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenSecretsTest {

    private static final SecretRef REF = new SecretRef("erp-wamp", "ticket");

    @TempDir
    Path folder;

    @Test
    void a_file_beats_a_variable() throws IOException {
        Map<String, String> environment = Map.of("WEFT_SECRET_ERP_WAMP_TICKET", "from the environment");
        assertThat(new GivenSecrets(Optional.of(folder), environment).find(REF)).contains("from the environment");

        Files.createDirectories(folder.resolve("erp-wamp"));
        Files.writeString(folder.resolve("erp-wamp/ticket"), "from a file\n");
        assertThat(new GivenSecrets(Optional.of(folder), environment).find(REF)).contains("from a file");
    }

    @Test
    void a_reference_leads_to_nothing_outside_the_folder() throws IOException {
        Files.writeString(folder.resolve("outside"), "x");
        Path inside = Files.createDirectories(folder.resolve("inside"));

        assertThat(new GivenSecrets(Optional.of(inside), Map.of()).find(new SecretRef("..", "outside")))
                .isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        assertThatThrownBy(() -> new GivenSecrets(Optional.of(folder.resolve("none")), Map.of()))
                .hasMessageContaining("is not there");
    }
}
