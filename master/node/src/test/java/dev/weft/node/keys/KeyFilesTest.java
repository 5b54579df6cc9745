package dev.weft.node.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.node.NodeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-04T12:00:00.123456Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void new_key_files_have_the_format_and_permissions_of_crossbar_io() throws IOException {
        NodeKey key = keys().readOrCreate();

        List<String> lines = Files.readAllLines(folder.resolve("key.pub"));
        assertThat(lines.get(0)).isEqualTo("Crossbar.io node public key");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines)
                .contains(
                        "created-at: 2026-01-04T12:00:00.123Z",
                        "node-authid: edge7",
                        "node-cluster-ip: 10.0.0.7",
                        "public-key-ed25519: " + key.publicKey())
                .noneMatch(line -> line.contains("private"));
        assertThat(mode("key.pub")).isEqualTo("rw-r--r--");
        assertThat(mode("key.priv")).isEqualTo("rw-------");
        assertThat(Files.readAllLines(folder.resolve("key.priv")))
                .contains("private-key-ed25519: " + key.signing().seedHex());
    }

    @Test
    void the_same_files_give_the_same_identity() {
        NodeKey first = keys().readOrCreate();
        NodeKey second = keys().readOrCreate();

        assertThat(second).isEqualTo(first);
        assertThat(second.authid()).isEqualTo("edge7");
    }

    @Test
    void a_lost_public_file_is_written_again_from_the_private_one() throws IOException {
        NodeKey key = keys().readOrCreate();
        byte[] before = Files.readAllBytes(folder.resolve("key.pub"));
        Files.delete(folder.resolve("key.pub"));

        assertThat(keys().readOrCreate()).isEqualTo(key);
        assertThat(folder.resolve("key.pub")).hasBinaryContent(before);
    }

    @Test
    void a_public_file_without_its_private_one_is_for_a_person_to_decide() throws IOException {
        keys().readOrCreate();
        Files.delete(folder.resolve("key.priv"));

        assertThatThrownBy(() -> keys().readOrCreate())
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("key.pub is there without");
    }

    @Test
    void unknown_and_repeated_tags_are_refused_with_their_line() throws IOException {
        keys().readOrCreate();
        String text = Files.readString(folder.resolve("key.priv"));
        Files.writeString(folder.resolve("key.priv"), text + "colour: red\n");
        assertThatThrownBy(() -> keys().readOrCreate()).hasMessageContaining("line 10: unknown tag 'colour'");

        Files.writeString(folder.resolve("key.priv"), text + "creator: me\n");
        assertThatThrownBy(() -> keys().readOrCreate()).hasMessageContaining("line 10: tag 'creator' is there twice");
    }

    @Test
    void a_damaged_private_key_is_refused_without_being_shown() throws IOException {
        String seed = keys().readOrCreate().signing().seedHex();
        Path file = folder.resolve("key.priv");
        Files.writeString(file, Files.readString(file).replace(seed, seed.substring(2)));

        assertThatThrownBy(() -> keys().readOrCreate())
                .hasMessageContaining("must be 64 hex characters")
                .hasMessageNotContaining(seed.substring(2));
    }

    @Test
    void a_private_key_that_others_can_read_is_refused_with_the_remedy() throws IOException {
        keys().readOrCreate();
        Path file = folder.resolve("key.priv");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> keys().readOrCreate()).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void a_key_that_is_mounted_elsewhere_counts_may_be_read_by_the_group_and_leaves_the_folder_as_it_is()
            throws IOException {
        String publicKey = keys().readOrCreate().publicKey();
        Path mounted = Files.move(folder.resolve("key.priv"), folder.resolve("mounted.priv"));
        Files.delete(folder.resolve("key.pub"));
        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("r--r-----"));
        KeyFiles elsewhere = new KeyFiles(folder, Map.of("WEFT_NODE_KEY", mounted.toString()), NOON);

        assertThat(elsewhere.readOrCreate().publicKey()).isEqualTo(publicKey);
        assertThat(elsewhere.readOrCreate().authid()).isEqualTo("edge7");
        assertThat(folder.resolve("key.pub")).doesNotExist();

        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(elsewhere::readOrCreate).hasMessageContaining("chmod 640 " + mounted);
    }

    @Test
    void only_the_url_of_an_activation_file_counts() throws IOException {
        assertThat(ActivationFile.managementUrl(folder)).isEmpty();
        Path file = folder.resolve("key.activate");
        Files.writeString(file, "Activation\n\nmanagement-url: unknown\n");
        assertThat(ActivationFile.managementUrl(folder)).isEmpty();
        Files.writeString(
                file, "Activation\n\nmanagement-url: wss://master/ws\nnode-oid: x\nactivation-code: unknown\n");
        assertThat(ActivationFile.managementUrl(folder)).hasValue("wss://master/ws");
    }

    private KeyFiles keys() {
        return new KeyFiles(folder, Map.of("CROSSBAR_NODE_ID", "edge7", "CROSSBAR_NODE_CLUSTER_IP", "10.0.0.7"), NOON);
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
