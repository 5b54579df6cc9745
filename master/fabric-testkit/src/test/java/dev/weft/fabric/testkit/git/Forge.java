package dev.weft.fabric.testkit.git;

import dev.weft.fabric.testkit.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bare repository {@code fleet.git} that servers serve, somebody's clone of it, and keys to sign with; all by the tools themselves. */
public final class Forge {

    private final Path folder;
    private final Path clone;

    Forge(Path folder) {
        this.folder = folder;
        this.clone = folder.resolve("clone");
    }

    /** Skips the test where the tools are missing. */
    public static Forge make(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Peer.require("git", "install git", folder, "git", "--version");
        Peer.require("ssh-keygen", "install openssh-client", folder, "sh", "-c", "command -v ssh-keygen");
        Forge forge = new Forge(folder);
        forge.run(folder, "git", "init", "-q", "--bare", "-b", "main", "served/fleet.git");
        forge.run(folder, "git", "clone", "-q", "served/fleet.git", "clone");
        forge.git("symbolic-ref", "HEAD", "refs/heads/main");
        forge.git("config", "user.name", "Alice");
        forge.git("config", "user.email", "alice@example.com");
        forge.git("config", "gpg.format", "ssh");
        for (String who : List.of("alice", "mallory")) {
            forge.run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", who);
        }
        Files.writeString(forge.signers(), "alice@example.com namespaces=\"git\" " + forge.publicKey("alice"));
        return forge;
    }

    /** Where servers find the repositories. */
    public Path served() {
        return folder.resolve("served");
    }

    /** The file of allowed signers: Alice alone. */
    public Path signers() {
        return folder.resolve("allowed_signers");
    }

    Path privateKey(String who) {
        return folder.resolve(who);
    }

    String publicKey(String who) throws IOException {
        return Files.readString(folder.resolve(who + ".pub"));
    }

    /** The clone's folder, to change what nobody else here changes. */
    public Path checkout() {
        return clone;
    }

    public void write(String file, String text) throws IOException {
        Path path = clone.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Commits everything, signed by this key's owner, and pushes; the commit's hash. */
    public String push(String signer) throws IOException, InterruptedException {
        return push(List.of("-S", "-c", "user.signingkey=" + privateKey(signer)));
    }

    public String pushUnsigned() throws IOException, InterruptedException {
        return push(List.of());
    }

    private String push(List<String> signing) throws IOException, InterruptedException {
        git("add", "-A");
        List<String> command = new ArrayList<>();
        if (signing.size() == 3) {
            command.addAll(signing.subList(1, 3));
        }
        command.addAll(List.of("commit", "-q", "--allow-empty", "-m", "Change the fleet"));
        if (!signing.isEmpty()) {
            command.add(signing.get(0));
        }
        git(command.toArray(String[]::new));
        return forcePush();
    }

    /** Pushes what is checked out, whatever the branch was. */
    public String forcePush() throws IOException, InterruptedException {
        git("push", "-q", "--force", "origin", "HEAD:main");
        return head();
    }

    String head() throws IOException, InterruptedException {
        return git("rev-parse", "HEAD").strip();
    }

    /** Replaces the newest commit by one that has its signature and another content, and pushes it. */
    String pushTampered(String from, String to) throws IOException, InterruptedException {
        git("add", "-A");
        String tree = git("write-tree").strip();
        String honest = git("cat-file", "commit", "HEAD");
        String changed = honest.replaceFirst("tree [0-9a-f]+", "tree " + tree).replace(from, to);
        Path file = folder.resolve("commit");
        Files.write(file, changed.getBytes(StandardCharsets.UTF_8));
        String hash = git("hash-object", "-t", "commit", "-w", file.toString()).strip();
        git("reset", "-q", "--soft", hash);
        return forcePush();
    }

    public String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(clone, command);
    }

    private String run(Path where, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        isolate(builder, folder);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " failed and printed\n" + out);
        }
        return out;
    }

    /** Nothing of the configuration of whoever runs the tests. */
    static void isolate(ProcessBuilder builder, Path home) {
        builder.environment().put("HOME", home.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    }
}
