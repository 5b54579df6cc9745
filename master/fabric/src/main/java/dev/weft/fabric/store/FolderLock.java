package dev.weft.fabric.store;

import dev.weft.fabric.MasterFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Keeps a second master out of a folder. The operating system frees it with the process, however that ends. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder where it is missing, and takes it. */
    static FolderLock take(Path folder) {
        FileChannel channel = null;
        try {
            // Whoever may read the database sees who manages what.
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            channel = FileChannel.open(
                    folder.resolve("master.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new MasterFailure("the folder " + folder.toAbsolutePath().normalize()
                        + " is in use by another master: stop it, or give this one a folder of its own");
            }
            return new FolderLock(channel);
        } catch (IOException unusable) {
            closeQuietly(channel);
            throw new MasterFailure(
                    "cannot use the folder " + folder.toAbsolutePath().normalize() + ": " + unusable, unusable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alreadyFailing) {
            // The first failure is the one to tell.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
