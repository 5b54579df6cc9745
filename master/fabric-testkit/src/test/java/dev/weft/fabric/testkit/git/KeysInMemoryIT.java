package dev.weft.fabric.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.model.Document;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GitSource;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.Revision;
import dev.weft.sources.git.Rewind;
import dev.weft.sources.git.TreePath;
import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.sign.CommitTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over ssh with a key and a host that are in no file, as a Secret gives them. */
class KeysInMemoryIT {

    @TempDir
    Path folder;

    @Test
    void a_key_and_a_known_host_out_of_memory_let_us_in_and_others_do_not() throws Exception {
        Forge forge = Forge.make(folder.resolve("forge"));
        forge.write(
                "fleet/realm.yaml", "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: one}}\n");
        String hash = forge.push("alice");
        try (SshGitServer ssh =
                SshGitServer.start(forge.served(), folder.resolve("host.key"), forge.publicKey("alice"))) {
            GivenText host = GivenText.of("known_hosts", ssh.knownHost());
            // An entry of a Secret may lack the line end.
            GivenText key = GivenText.of(
                    "identity", Files.readString(forge.privateKey("alice")).strip());

            try (GitSource source = open(ssh, List.of(host), List.of(key))) {
                Revision revision = source.fetch(Rewind.REFUSED);
                assertThat(revision.hash()).isEqualTo(hash);
                assertThat(source.load(revision).documents())
                        .extracting(Document::name)
                        .containsExactly("one");
            }
            refused(ssh, List.of(), List.of(key), "is not known");
            GivenText others = GivenText.of("identity", Files.readString(forge.privateKey("mallory")));
            refused(ssh, List.of(host), List.of(others), "cannot be read");
            refused(ssh, List.of(host), List.of(GivenText.of("identity", "no key")), "identity cannot be read");
        }
        assertThat(GivenText.of("identity", "hidden").toString()).doesNotContain("hidden");
    }

    private void refused(SshGitServer ssh, List<GivenText> hosts, List<GivenText> keys, String message) {
        try (GitSource source = open(ssh, hosts, keys)) {
            assertThatThrownBy(() -> source.fetch(Rewind.REFUSED))
                    .isInstanceOf(GitFailure.class)
                    .hasMessageContaining(message);
        }
    }

    private GitSource open(SshGitServer ssh, List<GivenText> hosts, List<GivenText> keys) {
        return GitSource.open(new GitSettings(
                GitUrl.of(ssh.url()),
                "main",
                TreePath.of("fleet"),
                folder.resolve("state"),
                new Access(hosts, keys, Optional.empty(), Optional.empty()),
                CommitTrust.EVERYBODY));
    }
}
