package dev.weft.sources.git.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.jspecify.annotations.Nullable;

/** Breaks a fetch off that brings more objects, or more bytes, than a fleet can have. */
final class Bounded extends EmptyProgressMonitor {

    private static final int MOST_OBJECTS = 2_000_000;
    private static final int BETWEEN_LOOKS = 500;

    private final Path folder;
    private final long mostBytes;
    private int done;
    private volatile @Nullable String problem;

    Bounded(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** What is too much, if anything is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void beginTask(String title, int total) {
        if (total > MOST_OBJECTS) {
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
        return problem != null;
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
