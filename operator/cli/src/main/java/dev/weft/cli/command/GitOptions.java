package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.TreePath;
import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.sign.AllowedSigners;
import dev.weft.sources.git.sign.CommitTrust;
import dev.weft.sources.git.sign.PgpKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Documents from a Git repository. */
final class GitOptions {

    @Option(
            names = "--git",
            paramLabel = "URL",
            description =
                    "Take the documents from this repository instead of -f: https://…, ssh://…, git@HOST:PATH, or a folder.")
    private @Nullable String url;

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "With --git: the branch or tag. Default: the repository's own.")
    private String ref = GitSettings.DEFAULT_REF;

    @Option(names = "--path", paramLabel = "DIR", description = "The folder in the repository. Default: all of it.")
    private String path = ".";

    @Option(
            names = "--allowed-signers",
            paramLabel = "FILE",
            description = "With --git: take only commits signed with an SSH key of this file (ssh-keygen's form).")
    private @Nullable Path allowedSigners;

    @Option(
            names = "--pgp-keys",
            paramLabel = "FILE",
            description = "With --git: take only commits signed with a PGP key of this file (gpg --armor --export).")
    private @Nullable Path pgpKeys;

    @Option(
            names = "--allow-rewind",
            paramLabel = "FROM..TO",
            description =
                    "With --git: go back this once, from the revision applied last to one that does not descend from it.")
    private @Nullable String rewind;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "With --git: our own folder for fetched objects and what was applied. Default: one below"
                    + " $XDG_STATE_HOME/weft, else ~/.local/state/weft.")
    private @Nullable Path state;

    @Mixin
    private final GitAccessOptions access = new GitAccessOptions();

    boolean isGiven() {
        return url != null;
    }

    String ref() {
        return ref;
    }

    Optional<String> rewind() {
        return Optional.ofNullable(rewind);
    }

    /** @throws GitFailure for what cannot be meant */
    GitSettings settings(Surroundings around) {
        GitUrl where = GitUrl.of(String.valueOf(url));
        TreePath folder = TreePath.of(path);
        return new GitSettings(where, ref, folder, state(where, folder, around), access.access(around), trust());
    }

    private CommitTrust trust() {
        return CommitTrust.of(
                Optional.ofNullable(allowedSigners).map(GivenText::file).map(AllowedSigners::read),
                Optional.ofNullable(pgpKeys).map(GivenText::file).map(PgpKeys::read),
                Clock.systemUTC());
    }

    /** One folder for each source, so that what was applied from one says nothing about another. */
    private Path state(GitUrl where, TreePath folder, Surroundings around) {
        if (state != null) {
            return state;
        }
        Path home = around.variable("XDG_STATE_HOME")
                .map(Path::of)
                .orElseGet(() -> around.home().resolve(".local/state"));
        String name = where.text().replaceFirst("(\\.git)?/*$", "").replaceFirst(".*[/:]", "");
        return home.resolve("weft/git")
                .resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + digest(where + " " + ref + " " + folder));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** How to get into a repository. */
    static final class GitAccessOptions {

        private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

        @Option(
                names = "--token-env",
                paramLabel = "NAME",
                description = "With --git over https: the environment variable that holds a token or password.")
        private @Nullable String tokenVariable;

        @Option(
                names = "--username",
                paramLabel = "NAME",
                defaultValue = "git",
                description = "With --token-env: the user. Default: ${DEFAULT-VALUE}, which the usual forges take.")
        private String username = "git";

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description =
                        "With --git over https: certificates (PEM) that the server must be signed by. Default: those of Java.")
        private @Nullable Path ca;

        @Option(
                names = "--ssh-key",
                paramLabel = "FILE",
                description =
                        "With --git over ssh: private key without passphrase. Default: ~/.ssh/id_ed25519, id_ecdsa, id_rsa.")
        private @Nullable Path sshKey;

        @Option(
                names = "--known-hosts",
                paramLabel = "FILE",
                description =
                        "With --git over ssh: the hosts to trust. Default: ~/.ssh/known_hosts, /etc/ssh/ssh_known_hosts.")
        private @Nullable Path knownHosts;

        Access access(Surroundings around) {
            Path ssh = around.home().resolve(".ssh");
            List<Path> hosts = Optional.ofNullable(knownHosts)
                    .map(List::of)
                    .orElseGet(() -> List.of(ssh.resolve("known_hosts"), Path.of("/etc/ssh/ssh_known_hosts")));
            Stream<Path> keys = sshKey == null ? KEYS.stream().map(ssh::resolve) : Stream.of(sshKey);
            Optional<Access.Login> login = Optional.ofNullable(tokenVariable)
                    .map(name -> new Access.Login(
                            username,
                            around.variable(name)
                                    .orElseThrow(() -> CliFailure.usage(
                                            "the variable " + name + " (from --token-env) is not set",
                                            "Set it to the token."))));
            return new Access(
                    hosts.stream().map(GivenText::file).toList(),
                    keys.map(GivenText::file).toList(),
                    login,
                    Optional.ofNullable(ca).map(GivenText::file));
        }
    }
}
