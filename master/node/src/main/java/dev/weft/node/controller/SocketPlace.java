package dev.weft.node.controller;

import dev.weft.node.NodeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where the controller's Unix socket is: in the node's folder, or, where that path is too long for a socket (108 bytes on Linux),
 * in a short private folder that the node's folder links to.
 *
 * @param socket path of the socket
 * @param shortFolder to be removed at the end; null where the socket is in the node's folder
 */
record SocketPlace(Path socket, @Nullable Path shortFolder) {

    private static final String NAME = "controller.sock";
    private static final int MOST_PATH_BYTES = 100;

    static SocketPlace in(Path cbdir) {
        Path socket = cbdir.resolve(NAME);
        try {
            // Left behind by a node that was killed; the folder's lock says that there is none now.
            if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(socket);
            }
            if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_PATH_BYTES) {
                return new SocketPlace(socket, null);
            }
            Path folder = Files.createTempDirectory(
                    "weft", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path elsewhere = folder.resolve(NAME);
            Files.createSymbolicLink(socket, elsewhere);
            return new SocketPlace(elsewhere, folder);
        } catch (IOException failure) {
            throw new NodeFailure("cannot make a socket in " + cbdir + ": " + failure.getMessage(), failure);
        }
    }

    /** Only the owner may connect, whatever the folder's permissions are. */
    void restrict() {
        try {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failure) {
            throw new NodeFailure("cannot restrict " + socket + ": " + failure.getMessage(), failure);
        }
    }

    void remove(Path cbdir) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(cbdir.resolve(NAME));
            if (shortFolder != null) {
                Files.deleteIfExists(shortFolder);
            }
        } catch (IOException leftBehind) {
            // The next start removes what it finds.
        }
    }
}
