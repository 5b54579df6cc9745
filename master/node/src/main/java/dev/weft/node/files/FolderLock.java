package dev.weft.node.files;

import dev.weft.node.NodeFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second node out of a folder, as long as the process lives that took it. The file holds that process's id. */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = "node.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws NodeFailure where another node has the folder, or it cannot be written */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            if (tryLock(channel) == null) {
                channel.close();
                throw new NodeFailure("another node runs in " + folder + " (process "
                        + Files.readString(file).strip() + "); stop it, or use another folder");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new FolderLock(channel);
        } catch (IOException failure) {
            throw new NodeFailure("cannot lock " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
        }
    }
}
