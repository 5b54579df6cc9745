package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.view.FleetStatus;
import dev.weft.cli.view.StatusView;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.sources.yaml.FleetDocuments;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft status}: the live tree beside the desired one. */
@Command(
        name = "status",
        description =
                "Show the live fleet beside the desired one: what is in sync, missing, different, offline, extra, or will be"
                        + " stopped by the next reconcile.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:in sync",
            "1:documents, connection or permissions are wrong",
            "2:something is not as the documents say",
            "64:the command line is wrong"
        },
        footer = {"", "Example:", "  weft status -f fleet/"})
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "Folder with one file name/key per secret. Without it: variables WEFT_SECRET_NAME_KEY.")
    private @Nullable Path secrets;

    @Mixin
    private final FabricOptions fabric = new FabricOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    public StatusCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Desired desired = DesiredOrFailure.of(FleetDocuments.load(source.locations(), around.in()), around);
        try (FabricConnection connection =
                FabricConnection.open(fabric.find(around), Optional.ofNullable(secrets), around)) {
            LiveState live = connection.live(desired);
            Plan plan = Planner.plan(desired, live, PlanOptions.DEFAULT, connection.secrets());
            FleetStatus status = FleetStatus.of(desired, live, plan);
            around.out().print(output.isJson() ? StatusView.json(status) : StatusView.text(status));
            return status.isInSync() ? ExitStatus.DONE : ExitStatus.CHANGES;
        }
    }
}
