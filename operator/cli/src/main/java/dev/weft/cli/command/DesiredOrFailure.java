package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.fleet.FleetDocuments;
import dev.weft.cli.view.FindingsView;
import dev.weft.engine.desired.Desired;
import dev.weft.model.Finding;

/** What documents mean, for commands that cannot go on without. */
final class DesiredOrFailure {

    private DesiredOrFailure() {}

    /** Prints what was found to standard error; ends the command with 1 where anything is wrong. */
    static Desired of(FleetDocuments fleet, Surroundings around) {
        for (Finding finding : fleet.findings()) {
            around.err().println(FindingsView.line(finding));
        }
        if (fleet.hasErrors()) {
            long errors = fleet.findings().stream().filter(Finding::isError).count();
            around.err().println(FindingsView.counted(errors, "error") + " in the documents; nothing was done");
            around.err().flush();
            throw CliFailure.silent(ExitStatus.FAILED);
        }
        return fleet.desired().orElseThrow();
    }
}
