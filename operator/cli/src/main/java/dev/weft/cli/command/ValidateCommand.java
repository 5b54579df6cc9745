package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.view.FindingsView;
import dev.weft.sources.yaml.FleetDocuments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weft validate}: are the documents right, as far as they tell by themselves? */
@Command(
        name = "validate",
        description = "Check documents without any fabric. Tells all problems at once, each with its place.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:valid", "1:there are errors", "64:the command line is wrong"},
        footer = {"", "Example:", "  weft validate -f fleet/", "  kustomize build prod | weft validate -f -"})
public final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    public ValidateCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        FleetDocuments fleet = FleetDocuments.load(source.locations(), around.in());
        around.out().print(output.isJson() ? FindingsView.json(fleet) : FindingsView.text(fleet));
        return fleet.hasErrors() ? ExitStatus.FAILED : ExitStatus.DONE;
    }
}
