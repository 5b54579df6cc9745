package dev.weft.controller.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A repository that Git itself makes, with commits that ssh-keygen signs. */
final class TestRepository {

    private final Path folder;
    private final Path work;

    TestRepository(Path folder) throws IOException {
        this.folder = folder;
        this.work = Files.createDirectories(folder.resolve("work"));
        Assumptions.assumeTrue(isThere("git", "--version"), "skipped: install git");
        Assumptions.assumeTrue(isThere("sh", "-c", "command -v ssh-keygen"), "skipped: install openssh-client");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Alice");
        git("config", "user.email", "alice@example.com");
        git("config", "gpg.format", "ssh");
    }

    Path path() {
        return work;
    }

    /** Makes a key; the line by which its owner may sign. */
    String signer(String who) throws IOException {
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                who,
                "-f",
                folder.resolve(who).toString());
        return who + "@example.com namespaces=\"git\" "
                + Files.readString(folder.resolve(who + ".pub")).strip();
    }

    TestRepository write(String file, String text) throws IOException {
        Path path = work.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        return this;
    }

    TestRepository realm(String name) throws IOException {
        return write(
                "fleet/" + name + ".yaml",
                "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + name + "}\n");
    }

    TestRepository remove(String file) throws IOException {
        Files.delete(work.resolve(file));
        return this;
    }

    TestRepository link(String file, String target) throws IOException {
        Files.createSymbolicLink(work.resolve(file), Path.of(target));
        return this;
    }

    String commit() throws IOException {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "Change the fleet");
        return head();
    }

    String commitSigned(String who) throws IOException {
        git("add", "-A");
        git(
                "-c",
                "user.signingkey=" + folder.resolve(who),
                "commit",
                "-q",
                "-S",
                "--allow-empty",
                "-m",
                "Signed by " + who);
        return head();
    }

    String head() throws IOException {
        return git("rev-parse", "HEAD").strip();
    }

    String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private boolean isThere(String... command) {
        try {
            run(command);
            return true;
        } catch (IOException | AssertionError missing) {
            return false;
        }
    }

    private String run(String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed and printed\n" + out);
            }
            return out;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ended);
        } finally {
            process.destroyForcibly();
        }
    }
}
