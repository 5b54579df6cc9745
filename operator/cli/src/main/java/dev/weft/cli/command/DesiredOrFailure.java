package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.view.FindingsView;
import dev.weft.engine.desired.Desired;
import dev.weft.model.Finding;
import dev.weft.sources.yaml.FleetDocuments;
import java.util.List;

/** What documents mean, for commands that cannot go on without. */
final class DesiredOrFailure {

    private DesiredOrFailure() {}

    /** Prints what was found to standard error; ends the command with 1 where anything is wrong. */
    static Desired of(FleetDocuments fleet, Surroundings around) {
        refuse(fleet.findings(), around);
        return fleet.desired().orElseThrow();
    }

    /** Prints what was found to standard error; ends the command with 1 where an error is among it. */
    static void refuse(List<Finding> findings, Surroundings around) {
        findings.forEach(finding -> around.err().println(FindingsView.line(finding)));
        long errors = findings.stream().filter(Finding::isError).count();
        if (errors > 0) {
            around.err().println(FindingsView.counted(errors, "error") + " in the documents; nothing was done");
            around.err().flush();
            throw CliFailure.silent(ExitStatus.FAILED);
        }
    }
}
