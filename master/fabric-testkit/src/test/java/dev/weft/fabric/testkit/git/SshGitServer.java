package dev.weft.fabric.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.jspecify.annotations.Nullable;

/** An ssh server that runs {@code git upload-pack} for the holder of one key, and nothing else. */
final class SshGitServer implements AutoCloseable {

    private final SshServer server;

    private SshGitServer(SshServer server) {
        this.server = server;
    }

    static SshGitServer start(Path served, Path hostKey, String authorizedKey) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        server.setKeyPairProvider(keys);
        var allowed = AuthorizedKeyEntry.parseAuthorizedKeyEntry(authorizedKey)
                .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, command) -> new UploadPack(served, command));
        server.start();
        return new SshGitServer(server);
    }

    String url() {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/fleet.git";
    }

    /** What a file of known hosts says about it. */
    String knownHost() throws Exception {
        var key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One command of a client. */
    private static final class UploadPack implements Command {

        private final Path served;
        private final String command;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private @Nullable ExitCallback exit;
        private @Nullable Process process;

        UploadPack(Path served, String command) {
            this.served = served;
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            // Git's own complaints are not needed.
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            String name = command.replaceFirst("git-upload-pack '/?([a-z.]+)'", "$1");
            ProcessBuilder builder = new ProcessBuilder(
                    List.of("git", "upload-pack", served.resolve(name).toString()));
            Forge.isolate(builder, served);
            Process git = builder.start();
            process = git;
            Thread input = new Thread(() -> copy(in, git.getOutputStream()), "ssh-git-in");
            Thread output = new Thread(
                    () -> {
                        copy(git.getInputStream(), out);
                        if (exit != null) {
                            exit.onExit(git.isAlive() ? 0 : git.exitValue());
                        }
                    },
                    "ssh-git-out");
            input.setDaemon(true);
            output.setDaemon(true);
            input.start();
            output.start();
        }

        private static void copy(InputStream from, OutputStream to) {
            try (to) {
                byte[] bytes = new byte[8192];
                for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                    to.write(bytes, 0, count);
                    to.flush();
                }
            } catch (IOException over) {
                // One side hung up.
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            if (process != null) {
                process.destroy();
            }
        }
    }
}
