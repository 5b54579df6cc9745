package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import dev.weft.cli.fleet.FleetSource;
import dev.weft.cli.git.GitFleetSource;
import dev.weft.cli.git.StatusPages;
import dev.weft.cli.git.StatusServer;
import dev.weft.cli.run.FollowCounters;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GivenText;
import dev.weft.sources.git.Rewind;
import dev.weft.sources.git.follow.WebhookSecret;
import dev.weft.sources.yaml.FleetDocuments;
import java.time.Clock;
import java.util.Optional;

/** {@code weft reconcile --git}: a class of its own, so that nothing of Git is loaded where nobody asks for it. */
final class GitReconciling {

    private static final String SECRET = "WEFT_WEBHOOK_SECRET";

    private final GitOptions options;
    private final FollowOptions following;
    private final Surroundings around;

    GitReconciling(GitOptions options, FollowOptions following, Surroundings around) {
        this.options = options;
        this.following = following;
        this.around = around;
    }

    /** What is done with the documents. */
    @FunctionalInterface
    interface Reconciliation {
        int run(FleetSource source, FleetDocuments documents, FollowServer server);
    }

    /** Fetches and verifies, then reconciles; the exit status. */
    int run(Mode mode, Reconciliation reconciliation) {
        try (GitFleetSource source = open()) {
            FleetDocuments documents = mode == Mode.FOLLOW ? source.loadToFollow() : source.load();
            return reconciliation.run(source, documents, counters -> serve(source, counters));
        }
    }

    /** Once, or on and on. */
    enum Mode {
        ONCE,
        FOLLOW
    }

    private GitFleetSource open() {
        try {
            GitSettings settings = options.settings(around);
            Rewind rewind = options.rewind().map(Rewind::of).orElse(Rewind.REFUSED);
            return GitFleetSource.open(
                    settings,
                    new GitFleetSource.Following(rewind, following.interval(), Clock.systemUTC(), this::tell));
        } catch (GitFailure failure) {
            throw GitFleetSource.told(failure);
        }
    }

    private Optional<WebhookSecret> webhookSecret() {
        try {
            return following
                    .webhookSecret()
                    .map(GivenText::file)
                    .map(WebhookSecret::read)
                    .or(() -> around.variable(SECRET).map(WebhookSecret::of));
        } catch (GitFailure unusable) {
            throw CliFailure.usage(unusable.text(), unusable.remedy());
        }
    }

    /** Beside the result, which may be for a program. */
    private void tell(String line) {
        around.err().println(line);
        around.err().flush();
    }

    private FleetSource.Following serve(GitFleetSource source, FollowCounters counters) {
        Optional<String> address = following.listen();
        if (address.isEmpty()) {
            return () -> {};
        }
        StatusPages pages = new StatusPages(source.state(), counters, following.interval(), Clock.systemUTC());
        Optional<WebhookSecret> secret = webhookSecret();
        StatusServer server = StatusServer.start(
                address.get(),
                new StatusServer.Pages(
                        pages::healthz, pages::readyz, pages::metrics, pages::history, secret, source::trigger));
        tell("status at " + server.url());
        return server::close;
    }
}
