package dev.weft.controller.source;

import dev.weft.sources.git.GitFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fetched objects, a folder for each source, only for our own eyes. Everything in it can be fetched again: what has not been used for
 * longest goes when there is too much, and what has fallen into many small packs is begun anew.
 */
final class SourceCache {

    private static final int MOST_PACKS = 50;
    /** Ours alone: what is too much in it is deleted, and a folder that somebody names may hold other things. */
    private static final String OWN = "weft-sources";

    private final Path folder;
    private final long mostBytes;
    private final int users;
    private final Set<String> used = new HashSet<>();

    /** @param users how many use it at once */
    SourceCache(Path folder, long mostBytes, int users) {
        this.folder = folder.resolve(OWN);
        this.mostBytes = mostBytes;
        this.users = users;
    }

    /** A source's folder, and how large it may become. */
    record Place(Path folder, long mostBytes) {}

    /** Takes the folder of a source until {@link #giveBack}. */
    synchronized Place take(String source) {
        Path own = folder.resolve(source);
        try {
            if (packs(own) > MOST_PACKS) {
                delete(own);
            }
            for (Path other : byAge()) {
                boolean idle = !used.contains(other.getFileName().toString()) && !other.equals(own);
                if (idle && size(folder) > mostBytes / 2) {
                    delete(other);
                }
            }
            Files.createDirectories(
                    own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setLastModifiedTime(own, FileTime.from(Instant.now()));
        } catch (IOException | UncheckedIOException unusable) {
            throw GitFailure.wrong(
                    "the folder " + folder + " cannot be used: " + unusable.getMessage(),
                    "Give another with --source-cache.");
        }
        used.add(source);
        return new Place(own, size(own) + Math.max(0, mostBytes - size(folder)) / users);
    }

    synchronized void giveBack(String source) {
        used.remove(source);
    }

    /** A source is not there any more. */
    synchronized void forget(String source) {
        if (!used.contains(source)) {
            delete(folder.resolve(source));
        }
    }

    /** What sources left that went while nobody looked. */
    synchronized void keepOnly(Set<String> sources) {
        for (Path each : byAge()) {
            if (!sources.contains(each.getFileName().toString())) {
                delete(each);
            }
        }
    }

    /** The longest unused first. */
    private List<Path> byAge() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted(Comparator.comparing(each -> each.toFile().lastModified()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long packs(Path own) {
        Path packs = own.resolve("objects/pack");
        if (!Files.isDirectory(packs)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(packs)) {
            return all.filter(each -> each.toString().endsWith(".pack")).count();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static long size(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            return all.mapToLong(each -> each.toFile().length()).sum();
        } catch (IOException | UncheckedIOException moving) {
            return 0;
        }
    }

    private static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> {
                boolean gone = each.toFile().delete();
                if (!gone && Files.exists(each)) {
                    throw new UncheckedIOException(new IOException(each + " cannot be removed"));
                }
            });
        } catch (IOException none) {
            // It is not there.
        }
    }
}
