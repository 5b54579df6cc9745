package dev.weft.cli.git;

import dev.weft.cli.git.StatusServer.Answer;
import dev.weft.cli.run.FollowCounters;
import dev.weft.sources.git.state.Applied;
import dev.weft.wamp.serializer.JsonText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a command that follows a repository says about itself. */
public final class StatusPages {

    /** A look may take this long beyond its time before something must be wrong with the process itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final GitWatchState git;
    private final FollowCounters counters;
    private final Duration interval;
    private final Clock clock;

    public StatusPages(GitWatchState git, FollowCounters counters, Duration interval, Clock clock) {
        this.git = git;
        this.counters = counters;
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether it would help to start the process again: the loops run. */
    public Answer healthz() {
        if (counters.snapshot().isEnded()) {
            return Answer.text(503, "nothing is reconciled any more");
        }
        Optional<Instant> attempt = git.snapshot().attempt();
        Instant latest = clock.instant().minus(interval.multipliedBy(2)).minus(PATIENCE);
        return attempt.filter(latest::isAfter).isPresent()
                ? Answer.text(503, "nobody looked at the repository since " + attempt.get())
                : Answer.text(200, "ok");
    }

    /** Whether a revision is in force and the fabric answers. What is wrong with newer revisions is told, but the old one holds. */
    public Answer readyz() {
        GitWatchState.Snapshot now = git.snapshot();
        if (now.inForce().isEmpty()) {
            return Answer.text(503, "no revision is in force");
        }
        if (!counters.snapshot().isConnected()) {
            return Answer.text(503, "the master is not connected");
        }
        String trouble = now.trouble().isEmpty() ? "" : "; but " + now.trouble();
        return Answer.text(200, "revision " + now.inForce() + " is in force" + trouble);
    }

    /** What was applied, the newest first. */
    public Answer history() {
        GitWatchState.Snapshot now = git.snapshot();
        List<Object> revisions = new ArrayList<>();
        for (Applied each : now.history()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("revision", each.hash());
            one.put("time", each.time().toString());
            one.put("subject", each.subject());
            revisions.add(0, one);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", 1);
        tree.put("in_force", now.inForce());
        tree.put("trouble", now.trouble());
        tree.put("applied", revisions);
        return new Answer(200, "application/json", JsonText.pretty(tree) + "\n");
    }

    /** In the text form of Prometheus. */
    public Answer metrics() {
        GitWatchState.Snapshot source = git.snapshot();
        FollowCounters.Snapshot fleet = counters.snapshot();
        MetricsText text = new MetricsText();
        text.head("weft_source_looks_total", "counter", "Looks at the repository, by result.");
        source.results().forEach((result, count) -> text.value("weft_source_looks_total", "result", result, count));
        text.one(
                "weft_source_healthy",
                "gauge",
                "1 when the newest revision is in force.",
                source.trouble().isEmpty() ? 1 : 0);
        source.success()
                .ifPresent(time -> text.one(
                        "weft_source_last_success_timestamp_seconds",
                        "gauge",
                        "When the repository was last read.",
                        time.getEpochSecond()));
        source.since()
                .ifPresent(time -> text.one(
                        "weft_source_in_force_timestamp_seconds",
                        "gauge",
                        "When the revision went into force.",
                        time.getEpochSecond()));
        text.head("weft_source_revision_info", "gauge", "The revision that is in force.");
        text.value("weft_source_revision_info", "revision", source.inForce(), 1);
        text.one("weft_master_connected", "gauge", "1 when events of the fabric arrive.", fleet.isConnected() ? 1 : 0);
        text.one("weft_plans_total", "counter", "Plans that were made.", fleet.plans());
        text.one("weft_plan_refused", "gauge", "1 when a guard refused the last plan.", fleet.isRefused() ? 1 : 0);
        text.one("weft_read_failures_total", "counter", "Readings of the fabric that failed.", fleet.failedReads());
        text.head("weft_actions_total", "counter", "Actions that ended, by result.");
        fleet.outcomes()
                .forEach((result, count) ->
                        text.value("weft_actions_total", "result", result.name().toLowerCase(Locale.ROOT), count));
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text.text());
    }
}
