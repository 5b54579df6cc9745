package dev.weft.cli.git;

import dev.weft.cli.CliFailure;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.LocalRevisions;
import dev.weft.sources.git.LocalRevisions.Pair;
import dev.weft.sources.git.LocalRevisions.Range;
import dev.weft.sources.git.Revision;
import dev.weft.sources.git.TreePath;
import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The documents of two revisions. */
public record RevisionComparison(
        Revision base, FleetDocuments baseDocuments, Revision head, FleetDocuments headDocuments) {

    /**
     * Which revisions of what.
     *
     * @param range {@code BASE..HEAD}
     * @param path the folder inside the repository
     * @param url of a repository elsewhere; empty: the one on this machine
     * @param folder of the repository on this machine
     */
    public record Choice(String range, String path, Optional<String> url, Path folder) {}

    /**
     * Reads both.
     *
     * @param access asked for where the repository is elsewhere
     * @throws CliFailure when one cannot be had
     */
    public static RevisionComparison read(Choice choice, Supplier<Access> access) {
        try {
            Range range = Range.of(choice.range());
            TreePath path = TreePath.of(choice.path());
            return choice.url().isPresent()
                    ? elsewhere(GitUrl.of(choice.url().get()), access.get(), range, path)
                    : here(choice.folder(), range, path);
        } catch (GitFailure failure) {
            throw GitFleetSource.told(failure);
        }
    }

    private static RevisionComparison here(Path folder, Range range, TreePath path) {
        try (LocalRevisions revisions = LocalRevisions.in(folder)) {
            return of(revisions, range, path);
        }
    }

    private static RevisionComparison elsewhere(GitUrl url, Access access, Range range, TreePath path) {
        Path objects;
        try {
            objects = Files.createTempDirectory("weft-diff");
        } catch (IOException full) {
            throw CliFailure.of("no temporary folder can be made: " + full.getMessage(), "Make room.");
        }
        try (LocalRevisions revisions = LocalRevisions.of(url, access, range, objects)) {
            return of(revisions, range, path);
        } finally {
            delete(objects);
        }
    }

    private static RevisionComparison of(LocalRevisions revisions, Range range, TreePath path) {
        Pair pair = revisions.find(range);
        return new RevisionComparison(
                pair.base(),
                FleetDocuments.of(revisions.load(pair.base(), path), path.toString()),
                pair.head(),
                FleetDocuments.of(revisions.load(pair.head(), path), path.toString()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException left) {
            // It is in the system's folder for what may go.
        }
    }
}
