package dev.weft.sources.git.state;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of one source, only for its owner's eyes (0700) and for one process at a time. Holds the fetched objects and the file
 * {@code applied}, which is on the disk before {@link #add} returns.
 */
public final class StateFolder implements AppliedLog {

    private static final int MOST = 100;
    private static final String HEAD = "weft-applied-1 ";
    private static final String APPLIED = "applied";
    private static final String OBJECTS = "objects.git";

    private final Path folder;
    private final String source;
    private final FileChannel lock;
    private final List<Applied> history;

    private StateFolder(Path folder, String source, FileChannel lock, List<Applied> history) {
        this.folder = folder;
        this.source = source;
        this.lock = lock;
        this.history = history;
    }

    /**
     * Takes the folder, and makes it where it is not there.
     *
     * @param source what it is for: a folder serves one source for ever
     * @throws GitFailure when another process has it, when it is for another source, or cannot be read or written
     */
    public static StateFolder open(Path folder, String source) {
        try {
            Files.createDirectories(
                    folder.resolve(OBJECTS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw GitFailure.of(
                        GitFailure.Reason.BUSY,
                        "another process follows the same repository with the state in " + folder,
                        "End it first, or give another folder with " + Setting.STATE.option() + ".");
            }
            try {
                return new StateFolder(folder, source, channel, history(folder, source));
            } catch (IOException | RuntimeException unusable) {
                channel.close();
                throw unusable;
            }
        } catch (IOException unusable) {
            throw GitFailure.wrong(
                    "the state folder " + folder + " cannot be used: " + unusable.getMessage(),
                    "Give another with " + Setting.STATE.option() + ".");
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ourselves) {
            return false;
        }
    }

    private static List<Applied> history(Path folder, String source) throws IOException {
        Path file = folder.resolve(APPLIED);
        if (!Files.exists(file)) {
            return new ArrayList<>();
        }
        List<String> lines = Files.readAllLines(file);
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (first.startsWith(HEAD) && !first.equals(HEAD + source)) {
            throw GitFailure.wrong(
                    "the state folder " + folder + " is for another source: " + first.substring(HEAD.length()),
                    "Give another with " + Setting.STATE.option() + ".");
        }
        List<Applied> history = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            Applied.ofLine(line).ifPresent(history::add);
        }
        if (!first.startsWith(HEAD) || history.size() != lines.size() - 1) {
            throw GitFailure.wrong(
                    file + " is damaged, so nobody knows what was applied last",
                    "Look at it. Removing it makes the next revision count as the first.");
        }
        return history;
    }

    /** Where objects are kept. */
    public Path objects() {
        return folder.resolve(OBJECTS);
    }

    /** The last hundred. */
    @Override
    public synchronized List<Applied> history() {
        return List.copyOf(history);
    }

    /** For good. */
    @Override
    public synchronized void add(Applied applied) {
        if (last().filter(known -> known.hash().equals(applied.hash())).isPresent()) {
            return;
        }
        history.add(applied);
        while (history.size() > MOST) {
            history.remove(0);
        }
        StringBuilder text = new StringBuilder(HEAD).append(source).append('\n');
        history.forEach(each -> text.append(each.line()).append('\n'));
        try {
            write(text.toString());
        } catch (IOException unwritable) {
            throw GitFailure.wrong(
                    "what was applied could not be written to " + folder + ": " + unwritable.getMessage(),
                    "Make room, or mend the permissions.");
        }
    }

    private void write(String text) throws IOException {
        Path fresh = folder.resolve(APPLIED + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(APPLIED), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException gone) {
            // The lock ends with the process at the latest.
        }
    }
}
