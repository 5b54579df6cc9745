package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.fleet.FileSource;
import dev.weft.cli.fleet.FleetSource;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.FleetFollowing;
import dev.weft.cli.run.Interrupts;
import dev.weft.cli.run.PlanExecution;
import dev.weft.cli.terminal.Colour;
import dev.weft.cli.view.FollowView;
import dev.weft.cli.view.OutcomeView;
import dev.weft.cli.view.PlanView;
import dev.weft.cli.view.ProgressView;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Obstacle;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.Planner;
import dev.weft.model.Finding;
import dev.weft.sources.yaml.FleetDocuments;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft reconcile}: makes the live fleet look like the documents. */
@Command(
        name = "reconcile",
        description = "Make the live fleet look like the documents, or show what that would take (--dry-run).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; nothing to do",
            "1:nothing was changed: documents, connection or permissions are wrong, or the first change failed",
            "2:with --dry-run: there are changes",
            "3:partly applied, a rollout is held, or a node is offline and --require-online was given",
            "4:conflict: an object changed meanwhile, or is somebody else's",
            "5:a guard refuses (sessions that would be ended, deletions)",
            "6:another process follows the same repository",
            "7:a commit is not signed by whom it should be, or goes back behind what was applied",
            "8:the time was up with work in progress",
            "64:the command line is wrong",
            "130:interrupted; the first Ctrl-C lets what was begun end, the second does not"
        },
        footer = {
            "",
            "Example:",
            "  weft reconcile --dry-run -f fleet/",
            "  weft reconcile --dry-run -f fleet/ --output markdown > comment.md",
            "  weft reconcile -f fleet/",
            "  weft reconcile --watch -f fleet/",
            "  weft reconcile --watch --git https://git.example.com/fleet.git --ref main --path prod"
        })
public final class ReconcileCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description = "File or folder with documents, or - for standard input; may be given several times.")
    private List<String> locations = List.of();

    @Mixin
    private final GitOptions git = new GitOptions();

    @Mixin
    private final FollowOptions following = new FollowOptions();

    @Mixin
    private final ReconcileOptions options = new ReconcileOptions();

    @Mixin
    private final FabricOptions fabric = new FabricOptions();

    @Mixin
    private final PlanOutputOptions output = new PlanOutputOptions();

    private final Surroundings around;

    /** Whether a node went away, or never came, while the plan was carried out. */
    private boolean deferredMeanwhile;

    /** Whether anything of the documents is in force now. */
    private boolean inForce;

    public ReconcileCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (options.isWatch()) {
            options.onlyForOneRun().stream().findFirst().ifPresent(option -> {
                throw CliFailure.usage(
                        option + " and --watch exclude each other",
                        "--watch goes on until Ctrl-C: leave one of them out.");
            });
        }
        if (output.isMarkdown() && !options.isDryRun()) {
            throw CliFailure.usage("--output markdown is for --dry-run", "Add --dry-run, or use text or json.");
        }
        if (git.isGiven() == !locations.isEmpty()) {
            throw CliFailure.usage(
                    git.isGiven() ? "--git and -f exclude each other" : "Missing required option: '--filename=PATH'",
                    "Give -f PATH, or --git URL.");
        }
        try {
            return options.status(reconcile());
        } catch (CliFailure failure) {
            if (!failure.text().isEmpty()) {
                around.err().println("weft reconcile: " + failure.text());
                around.err().println(failure.remedy().isEmpty() ? "" : "  " + failure.remedy());
            }
            return options.status(failure.status());
        }
    }

    private int reconcile() {
        if (git.isGiven()) {
            return new GitReconciling(git, following, around)
                    .run(options.isWatch() ? GitReconciling.Mode.FOLLOW : GitReconciling.Mode.ONCE, this::reconcile);
        }
        FileSource.Use use = options.isWatch() ? FileSource.Use.FOLLOWED : FileSource.Use.ONCE;
        FileSource files = new FileSource(locations, around.in(), use);
        return reconcile(files, files.load(), counters -> () -> {});
    }

    private int reconcile(FleetSource source, FleetDocuments documents, FollowServer server) {
        Desired desired = DesiredOrFailure.of(documents, around);
        try (FabricConnection connection = FabricConnection.open(fabric.find(around), options.secrets(), around)) {
            if (options.isWatch()) {
                return follow(connection, new FleetFollowing.Followed(source, desired, options.secrets()), server);
            }
            LiveState live = connection.live(desired);
            Plan plan = Planner.plan(desired, live, options.plan(), connection.secrets());
            requireKeys(plan, desired);
            requireSecrets(plan);
            if (options.isDryRun()) {
                around.out().print(dryRun(plan, desired));
                return withPatience(plan.dryRunStatus(), plan);
            }
            around.out().print(output.isJson() ? PlanView.jsonLine(plan) : PlanView.text(plan, around.colour()));
            around.out().flush();
            int status = plan.isEmpty() && plan.refusals().isEmpty() && !plan.isRecordDue()
                    ? finish(new Report(List.of(), ExitStatus.DONE))
                    : execute(connection, plan, live);
            if (inForce) {
                source.onInForce();
            }
            return withPatience(status, plan);
        }
    }

    private String dryRun(Plan plan, Desired desired) {
        if (output.isMarkdown()) {
            return PlanView.markdown(plan, output.names(desired), output.mostBytes());
        }
        return output.isJson() ? PlanView.json(plan) : PlanView.text(plan, around.colour());
    }

    /** A node that cannot be paired is a mistake of the documents that only the fabric can tell. */
    private void requireKeys(Plan plan, Desired desired) {
        List<Finding> findings = plan.observed().deferred().stream()
                .filter(deferred -> deferred.reason().equals(Deferred.WAITING_FOR_KEY))
                .flatMap(deferred -> desired.node(deferred.node()).stream())
                .map(node -> Finding.error(
                        node.origin(),
                        "FabricNode",
                        "node '" + node.key() + "' is not paired, and its document has no publicKey to pair it with",
                        "add the key from its key.pub as spec.publicKey; weft keys generate --node "
                                + node.key().authid() + " makes one"))
                .toList();
        DesiredOrFailure.refuse(findings, around);
    }

    /** Better before the first call than between a stop and its start. */
    private void requireSecrets(Plan plan) {
        List<Finding> findings = plan.obstacles().stream()
                .filter(obstacle -> obstacle.cause() == Obstacle.Cause.SECRET)
                .map(obstacle -> Finding.error(
                        obstacle.origin(), obstacle.path().toString(), obstacle.message(), obstacle.remedy()))
                .toList();
        DesiredOrFailure.refuse(findings, around);
    }

    private int execute(FabricConnection connection, Plan plan, LiveState live) {
        if (plan.isRefused()) {
            return finish(new Report(List.of(), ExitStatus.REFUSED));
        }
        try (Interrupts interrupts = Interrupts.listen()) {
            ProgressView progress = progress(plan);
            PlanExecution execution =
                    new PlanExecution(connection, interrupts, progress::onOutcome, progress::onRollout);
            Report report =
                    execution.run(plan, ExecutionOptions.of(live.capabilities()).withDeadline(options.timeoutMillis()));
            progress.onEnd();
            int status = finish(report);
            return interrupts.isRaised() ? ExitStatus.INTERRUPTED : status;
        }
    }

    private int finish(Report report) {
        deferredMeanwhile = report.count(Outcome.Result.DEFERRED) > 0;
        inForce = report.status() == ExitStatus.DONE || report.count(Outcome.Result.DONE) > 0;
        if (output.isJson()) {
            around.out().println(OutcomeView.json(report, report.status()));
        } else if (!report.outcomes().isEmpty()) {
            around.out().println(OutcomeView.summary(report));
        }
        return report.status();
    }

    private int withPatience(int status, Plan plan) {
        boolean waits = !plan.observed().deferred().isEmpty() || deferredMeanwhile;
        return waits && options.isOnlineRequired() && status == ExitStatus.DONE ? ExitStatus.PARTLY : status;
    }

    private ProgressView progress(Plan plan) {
        if (output.isJson()) {
            return ProgressView.json(around.out());
        }
        return around.colour() == Colour.ANSI
                ? ProgressView.live(around.out(), plan, around.columns())
                : ProgressView.lines(around.out());
    }

    private int follow(FabricConnection connection, FleetFollowing.Followed followed, FollowServer server) {
        FollowView.Style style = around.colour() == Colour.ANSI ? FollowView.Style.COLOUR : FollowView.Style.PLAIN;
        FollowView view =
                new FollowView(output.isJson() ? FollowView.Style.JSON : style, Clock.systemDefaultZone(), line -> {
                    around.out().println(line);
                    around.out().flush();
                });
        FleetFollowing fleet = new FleetFollowing(connection, options.plan(), view);
        FleetSource.Following served = server.start(fleet.counters());
        try (Interrupts interrupts = Interrupts.listen()) {
            return fleet.run(followed, interrupts);
        } finally {
            served.close();
        }
    }
}
