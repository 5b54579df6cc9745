package dev.weft.cli.command;

import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.PlanOptions.Adopt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to plan and carry out. */
final class ReconcileOptions {

    private static final long SECONDS = 600;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--watch",
            description = "Go on until Ctrl-C: heal drift as it happens, follow changes of the documents.")
    private boolean watch;

    @Option(
            names = "--prune",
            description = "Delete objects of ours whose documents are gone; last, and within a budget.")
    private boolean prune;

    @Option(
            names = "--prune-cap",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How many objects are pruned and nodes retired, taken together; where it would be more, nothing of that is done,"
                            + " and all else is. Default: ${DEFAULT-VALUE}.")
    private int pruneCap = 10;

    @Option(
            names = "--adopt",
            paramLabel = "WHEN",
            defaultValue = "if_matches",
            description =
                    "Take over what runs under a wanted name although Weft did not start it: if_matches, always or"
                            + " never. Default: ${DEFAULT-VALUE}.")
    private Adopt adopt = Adopt.IF_MATCHES;

    @Option(
            names = "--max-disrupted-sessions",
            paramLabel = "N",
            description = "Refuse a plan that ends more live sessions than this. Default: no limit.")
    private @Nullable Long maxDisruptedSessions;

    @Option(
            names = "--require-online",
            description = "Exit with 3 when work waits for an offline node. Default: that is deferred, not failed.")
    private boolean requireOnline;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up after this time; exit 8 with work in progress. Default: " + SECONDS + ".")
    private @Nullable Long timeout;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "Folder with one file name/key per secret. Without it: variables WEFT_SECRET_NAME_KEY.")
    private @Nullable Path secrets;

    @Option(
            names = "--exit-code-style",
            paramLabel = "STYLE",
            defaultValue = "weft",
            description = "weft, or kubectl: 0 nothing to do, 1 changes, above 1 an error.")
    private ExitStyle exitStyle = ExitStyle.WEFT;

    /** Whose exit codes. */
    enum ExitStyle {
        WEFT,
        KUBECTL;

        int status(int weft) {
            if (this == WEFT || weft == 0) {
                return weft;
            }
            return switch (weft) {
                case 2 -> 1;
                case 1 -> 2;
                default -> weft;
            };
        }
    }

    boolean isDryRun() {
        return dryRun;
    }

    boolean isWatch() {
        return watch;
    }

    /** What was given and means something only for a run that ends by itself. */
    List<String> onlyForOneRun() {
        List<String> given = new ArrayList<>();
        if (dryRun) {
            given.add("--dry-run");
        }
        if (timeout != null) {
            given.add("--timeout");
        }
        if (requireOnline) {
            given.add("--require-online");
        }
        return given;
    }

    boolean isOnlineRequired() {
        return requireOnline;
    }

    long timeoutMillis() {
        return (timeout == null ? SECONDS : timeout) * 1000;
    }

    Optional<Path> secrets() {
        return Optional.ofNullable(secrets);
    }

    int status(int weft) {
        return exitStyle.status(weft);
    }

    PlanOptions plan() {
        PlanOptions options = PlanOptions.DEFAULT.withAdopt(adopt);
        options = options.withPruneCap(pruneCap);
        options = prune ? options.withPrune() : options;
        return maxDisruptedSessions == null ? options : options.withMaxDisruptedSessions(maxDisruptedSessions);
    }
}
