package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import dev.weft.cli.context.ContextFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder of a local fabric: {@code master/} (database), {@code nodes/<authid>/}, {@code logs/}, the superuser's key. One
 * {@code weft up} at a time uses it.
 */
public final class UpFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path root;
    private final Path workingFolder;
    private Optional<FileLock> lock = Optional.empty();

    private UpFolder(Path root, Path workingFolder) {
        this.root = root;
        this.workingFolder = workingFolder;
    }

    /** The given folder, or {@code .weft/up/<name of documents>} below the working directory. */
    public static UpFolder of(Optional<Path> given, Path documents, Path workingFolder) {
        Path name = documents.toAbsolutePath().normalize().getFileName();
        Path root = given.orElseGet(() -> workingFolder
                .resolve(ContextFile.FOLDER)
                .resolve("up")
                .resolve(name == null ? "fabric" : name.toString()));
        return new UpFolder(root.toAbsolutePath().normalize(), workingFolder);
    }

    Path root() {
        return root;
    }

    Path master() {
        return root.resolve("master");
    }

    Path superuserKey() {
        return root.resolve("superuser.priv");
    }

    Path node(String name) {
        return root.resolve("nodes").resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** Where later commands look for this fabric. */
    Path contextFile() {
        return ContextFile.in(workingFolder);
    }

    /** As short as it can be written for people. */
    String shown() {
        Path folder = workingFolder.toAbsolutePath().normalize();
        return root.startsWith(folder) ? folder.relativize(root).toString() : root.toString();
    }

    /** @throws CliFailure when another {@code weft up} uses this folder, or runs from this working directory */
    void claim() {
        Path context = contextFile();
        if (Files.exists(context)) {
            ContextFile other = ContextFile.read(context);
            // The lock decides: after a crash the id may be that of any other process.
            if (other.isRunning() && other.pid() != ProcessHandle.current().pid() && isLocked(other.data())) {
                throw CliFailure.of(
                        "another 'weft up' (process " + other.pid() + ") runs from this folder, with its data in "
                                + other.data(),
                        "End it with: kill " + other.pid() + ". Or run this one from another working directory.");
            }
        }
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(root.resolve("logs"));
            FileChannel channel =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                channel.close();
                throw inUse();
            }
            lock = Optional.of(held);
        } catch (OverlappingFileLockException here) {
            throw inUse();
        } catch (IOException failure) {
            throw CliFailure.of(
                    "cannot use the folder " + root + ": " + failure.getMessage(), "Name another with --data.");
        }
    }

    private static boolean isLocked(Path data) {
        try (FileChannel channel = FileChannel.open(data.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (OverlappingFileLockException | IOException unknown) {
            return true;
        }
    }

    private CliFailure inUse() {
        return CliFailure.of(
                "the folder " + root + " is in use by another 'weft up'",
                "End that one, or name another folder with --data.");
    }

    /**
     * Makes a node's folder. Each folder that lies beside the documents is linked into it under its own name, because a node looks
     * for the directories of static services in its folder.
     */
    void prepareNode(String name, Path documents) throws IOException {
        Path node = node(name);
        Files.createDirectories(node);
        if (!Files.isDirectory(documents)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(documents)) {
            for (Path entry : entries) {
                Path link = node.resolve(entry.getFileName().toString());
                boolean hidden = entry.getFileName().toString().startsWith(".");
                if (hidden || !Files.isDirectory(entry) || Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, entry.toRealPath());
            }
        }
    }

    @Override
    public void close() {
        lock.ifPresent(held -> {
            try {
                held.acquiredBy().close();
            } catch (IOException alreadyClosed) {
                // The system drops the lock with the process.
            }
        });
        lock = Optional.empty();
    }
}
