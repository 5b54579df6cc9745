package dev.weft.cli;

import dev.weft.cli.command.CallCommand;
import dev.weft.cli.command.CompletionCommand;
import dev.weft.cli.command.DiffCommand;
import dev.weft.cli.command.KeysCommand;
import dev.weft.cli.command.OperatorCommand;
import dev.weft.cli.command.ReconcileCommand;
import dev.weft.cli.command.RenderCommand;
import dev.weft.cli.command.StatusCommand;
import dev.weft.cli.command.SubscribeCommand;
import dev.weft.cli.command.UpCommand;
import dev.weft.cli.command.ValidateCommand;
import dev.weft.cli.command.VersionCommand;
import dev.weft.launcher.MasterCommand;
import dev.weft.launcher.NodeCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command, one line each. A command's class is loaded when its entry is opened. */
final class CommandTable {

    static final List<Entry> ALL = List.of(
            new Entry("up", UpCommand::new),
            new Entry("reconcile", ReconcileCommand::new),
            new Entry("validate", ValidateCommand::new),
            new Entry("render", RenderCommand::new),
            new Entry("diff", DiffCommand::new),
            new Entry("status", StatusCommand::new),
            new Entry("call", CallCommand::new),
            new Entry("subscribe", SubscribeCommand::new),
            new Entry("keys", KeysCommand::line),
            new Entry(
                    "master",
                    around ->
                            withExample(new MasterCommand(), "weft master --data /var/lib/weft --superuser admin.pub")),
            new Entry("node", around -> withExample(new NodeCommand(), "weft node --cbdir /var/lib/weft-node")),
            new Entry("operator", around -> new OperatorCommand()),
            new Entry("completion", CompletionCommand::new),
            new Entry("version", VersionCommand::new));

    private CommandTable() {}

    /** One command: its name, and how it is made. */
    record Entry(String name, Function<Surroundings, Object> make) {

        Object open(Surroundings surroundings) {
            return make.apply(surroundings);
        }
    }

    static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Commands of other modules know nothing of how they are typed here. */
    private static CommandLine withExample(Object command, String example) {
        CommandLine line = new CommandLine(command);
        if (line.getCommandSpec().usageMessage().footer().length == 0) {
            line.getCommandSpec().usageMessage().footer("", "Example:", "  " + example);
        }
        return line;
    }
}
