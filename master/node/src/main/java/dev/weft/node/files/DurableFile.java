package dev.weft.node.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is replaced as a whole: after a crash at any point it holds either the old content or the new one. The new content is
 * on the disk when {@link #write} returns.
 */
public final class DurableFile {

    /** Only the owner may read it. */
    public static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    /** Everybody may read it. */
    public static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    private DurableFile() {}

    /** @throws UncheckedIOException naming the file */
    public static void write(Path file, String content, Set<PosixFilePermission> permissions) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Path temporary = temporary(file);
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PRIVATE));
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Permissions of a new file depend on the umask; set here they do not.
                Files.setPosixFilePermissions(temporary, permissions);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** What a write leaves behind that was cut off before its rename; the next write removes it. */
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /** The rename itself is only on the disk when the folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
