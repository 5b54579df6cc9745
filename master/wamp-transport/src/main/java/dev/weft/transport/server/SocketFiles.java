package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The files of Unix domain sockets: the kernel makes them, and leaves them behind. */
final class SocketFiles {

    private SocketFiles() {}

    /** Removes the socket of a process that is gone. Refuses to touch anything else. */
    static void removeStale(ListenAddress.Unix address) {
        Path path = address.path();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            boolean socket = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
            if (!socket) {
                throw new CannotListen(
                        "cannot listen at " + address.text()
                                + ": there is a file that is no socket; remove it, or choose" + " another path",
                        null);
            }
            if (answers(path)) {
                throw new CannotListen(
                        "cannot listen at " + address.text() + ": the address is already in use by a running process",
                        null);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw ListenFailures.explain(address, e);
        }
    }

    private static boolean answers(Path path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException refused) {
            return false;
        }
    }

    static void makePrivate(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It stays behind, and the next one who listens there removes it.
            return;
        }
    }
}
