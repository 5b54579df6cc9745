package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.view.LayoutView;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.sources.yaml.FleetDocuments;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code weft render}: what does one node get, and from which line? */
@Command(
        name = "render",
        description =
                "Show what one node gets: its layouts merged and its values filled in, with the place of each line.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the documents have errors, or name no such node", "64:the command line is wrong"},
        footer = {"", "Example:", "  weft render edge1 -f fleet/"})
public final class RenderCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NODE", description = "Name of the node, or <management realm>/<name>.")
    private String node = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    public RenderCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        FleetDocuments fleet = FleetDocuments.load(source.locations(), around.in());
        Desired desired = DesiredOrFailure.of(fleet, around);
        DesiredNode found = find(desired);
        around.out().print(output.isJson() ? LayoutView.json(found) : LayoutView.text(found));
        return ExitStatus.DONE;
    }

    private DesiredNode find(Desired desired) {
        List<DesiredNode> matches = desired.nodes().values().stream()
                .filter(one ->
                        one.key().authid().equals(node) || one.key().toString().equals(node))
                .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        String all = desired.nodes().keySet().stream()
                .limit(20)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        throw matches.isEmpty()
                ? CliFailure.of("no document declares a node '" + node + "'", all.isEmpty() ? "" : "There are: " + all)
                : CliFailure.of(
                        "several nodes are called '" + node + "'",
                        "Write <management realm>/<name>; there are: " + all);
    }
}
