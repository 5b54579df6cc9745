package dev.weft.controller.source;

import dev.weft.controller.resource.LabelSelector;
import dev.weft.sources.git.remote.GitUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How repositories are followed.
 *
 * @param cache folder for fetched objects; may be empty after a restart
 * @param mostBytes how large it may become
 * @param schemes what repositories may be reached by
 * @param patience how long one may take to bring a revision
 * @param selector which resources this operator looks at: others would be applied, and then nobody's
 */
public record SourceSettings(
        Path cache, long mostBytes, Set<GitUrl.Scheme> schemes, Duration patience, LabelSelector selector) {

    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(2);

    public SourceSettings withPatience(Duration other) {
        return new SourceSettings(cache, mostBytes, schemes, other, selector);
    }

    public SourceSettings selecting(LabelSelector other) {
        return new SourceSettings(cache, mostBytes, schemes, patience, other);
    }

    /** Folders of the operator's own machine are nobody's business. */
    public static SourceSettings of(Path cache, long mostBytes) {
        return new SourceSettings(
                cache,
                mostBytes,
                Set.of(GitUrl.Scheme.HTTPS, GitUrl.Scheme.SSH),
                USUAL_PATIENCE,
                LabelSelector.EVERYTHING);
    }
}
