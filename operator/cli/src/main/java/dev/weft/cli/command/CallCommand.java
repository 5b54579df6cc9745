package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.view.PayloadView;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft call}: any procedure of the master. */
@Command(
        name = "call",
        description = "Call a procedure of the fabric's management API and print its result.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the procedure or the connection failed", "64:the command line is wrong"},
        footer = {
            "",
            "Example:",
            "  weft call crossbarfabriccenter.mrealm.list_mrealms",
            "  weft call --realm plant-a crossbarfabriccenter.remote.node.get_workers edge1",
            "  weft call --realm plant-a crossbarfabriccenter.remote.node.get_worker --kw node_id='\"edge1\"' --kw worker_id='\"router1\"'"
        })
public final class CallCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "URI", description = "The procedure.")
    private String procedure = "";

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "Positional arguments as JSON; what is no JSON is taken as text.")
    private List<String> arguments = List.of();

    @Option(names = "--kw", paramLabel = "NAME=JSON", description = "A keyword argument; may be given several times.")
    private Map<String, String> keywords = Map.of();

    @Mixin
    private final RealmOption realm = new RealmOption();

    @Mixin
    private final FabricOptions fabric = new FabricOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    public CallCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Payload payload = payload();
        try (FabricConnection connection = FabricConnection.open(fabric.find(around), Optional.empty(), around)) {
            WampSession session = realm.join(connection);
            Payload result = connection.await(session.call(procedure, payload));
            around.out().println(output.isJson() ? PayloadView.json(result) : PayloadView.text(result));
            return ExitStatus.DONE;
        } catch (ApplicationError refused) {
            throw CliFailure.of(refused.getMessage(), PayloadView.details(refused));
        }
    }

    private Payload payload() {
        List<@Nullable Object> positional = new ArrayList<>();
        arguments.forEach(text -> positional.add(value(text)));
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        keywords.forEach((name, text) -> named.put(name, value(text)));
        return Payload.of(positional, named);
    }

    private static @Nullable Object value(String text) {
        try {
            return JsonText.read(text);
        } catch (JsonText.Malformed plainText) {
            return text;
        }
    }
}
