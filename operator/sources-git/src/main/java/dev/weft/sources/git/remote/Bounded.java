package dev.weft.sources.git.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.jspecify.annotations.Nullable;

/** Breaks a fetch off that brings more objects, or more bytes, than a fleet can have, or that takes too long. */
final class Bounded extends EmptyProgressMonitor {

    private static final int MOST_OBJECTS = 2_000_000;
    private static final int BETWEEN_LOOKS = 500;
    private static final String OF_THE_SERVER = "remote: ";

    private final Path folder;
    private final long mostBytes;
    private final Deadline deadline;
    private int done;
    private volatile @Nullable String problem;

    Bounded(Path folder, long mostBytes, Deadline deadline) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.deadline = deadline;
    }

    /** What is too much, if anything is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void beginTask(String title, int total) {
        // Servers count bytes and whatever else they like in what they say of their own work.
        if (total > MOST_OBJECTS && !title.startsWith(OF_THE_SERVER)) {
            problem = "more than " + MOST_OBJECTS + " objects";
        }
    }

    @Override
    public void update(int completed) {
        done += completed;
        if (done >= BETWEEN_LOOKS) {
            done = 0;
            if (bytes() > mostBytes) {
                problem = "more than " + mostBytes + " bytes";
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return problem != null || deadline.isOver();
    }

    /** How many bytes may still come. */
    long leftBytes() {
        return Math.max(0, mostBytes - bytes());
    }

    /** Of the pack that comes: between two objects nobody asks how much there is, and one may be as large as a disk. */
    InputStream counting(InputStream pack, long most) {
        return new FilterInputStream(pack) {

            private long left = most;

            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int some = super.read(into, from, length);
                count(Math.max(0, some));
                return some;
            }

            private void count(int bytes) throws IOException {
                left -= bytes;
                if (left < 0) {
                    problem = "more than " + mostBytes + " bytes";
                    throw new IOException(problem);
                }
            }
        };
    }

    private long bytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException moving) {
            return 0;
        }
    }
}
