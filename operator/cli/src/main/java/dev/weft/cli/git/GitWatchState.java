package dev.weft.cli.git;

import dev.weft.sources.git.state.Applied;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How it stands with a repository that is followed, for those who ask from outside. Thread-safe. */
public final class GitWatchState {

    private static final String OK = "ok";
    private static final String BROKEN = "broken";

    private final Map<String, Long> results = new TreeMap<>();
    private List<Applied> history = List.of();
    private String inForce = "";
    private String trouble = "";
    private String broken = "";
    private @Nullable Instant attempt;
    private @Nullable Instant success;
    private @Nullable Instant since;

    /**
     * All of it at one moment.
     *
     * @param results how many looks ended how
     * @param history what was applied, the newest last
     * @param inForce hash of the revision that is enforced; empty before the first
     * @param since when it went into force
     * @param trouble what is wrong now; empty when the newest revision is in force
     * @param attempt when somebody looked last
     * @param success when that went well last
     */
    public record Snapshot(
            Map<String, Long> results,
            List<Applied> history,
            String inForce,
            Optional<Instant> since,
            String trouble,
            Optional<Instant> attempt,
            Optional<Instant> success) {}

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                new TreeMap<>(results),
                history,
                inForce,
                Optional.ofNullable(since),
                trouble.isEmpty() ? broken : trouble,
                Optional.ofNullable(attempt),
                Optional.ofNullable(success));
    }

    /** Whether the documents of the newest revision could be used. */
    synchronized boolean isReadable() {
        return broken.isEmpty();
    }

    synchronized void onAttempt(Instant now) {
        attempt = now;
    }

    /** The newest revision is here and may be applied. */
    synchronized void onFetched(Instant now) {
        success = now;
        trouble = "";
        results.merge(OK, 1L, Long::sum);
    }

    synchronized void onFailure(String reason, String text) {
        trouble = text;
        results.merge(reason.toLowerCase(Locale.ROOT), 1L, Long::sum);
    }

    synchronized void onBroken(String text) {
        broken = text;
        results.merge(BROKEN, 1L, Long::sum);
    }

    synchronized void onInForce(String hash, List<Applied> applied, Instant now) {
        broken = "";
        inForce = hash;
        since = now;
        history = List.copyOf(applied);
    }
}
