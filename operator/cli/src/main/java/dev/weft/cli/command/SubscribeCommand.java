package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.Interrupts;
import dev.weft.cli.view.PayloadView;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft subscribe}: events of the master, as they come. */
@Command(
        name = "subscribe",
        description = "Print the events of a topic of the fabric's management API until Ctrl-C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as many events as --count says came",
            "1:the subscription or the connection failed",
            "64:the command line is wrong",
            "130:interrupted"
        },
        footer = {
            "",
            "Example:",
            "  weft subscribe --realm plant-a crossbarfabriccenter.mrealm.on_change",
            "  weft subscribe --realm plant-a --match prefix crossbarfabriccenter."
        })
public final class SubscribeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "The topic.")
    private String topic = "";

    @Option(
            names = "--match",
            paramLabel = "POLICY",
            defaultValue = "exact",
            description = "exact, prefix or wildcard. Default: ${DEFAULT-VALUE}.")
    private Match match = Match.EXACT;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many events. Default: never.")
    private long count;

    @Mixin
    private final RealmOption realm = new RealmOption();

    @Mixin
    private final FabricOptions fabric = new FabricOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    /** How topics are compared. */
    enum Match {
        EXACT,
        PREFIX,
        WILDCARD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SubscribeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (FabricConnection connection = FabricConnection.open(fabric.find(around), Optional.empty(), around);
                Interrupts interrupts = Interrupts.listen()) {
            WampSession session = realm.join(connection);
            AtomicLong seen = new AtomicLong();
            connection.await(session.subscribe(topic, Dict.of("match", match.word()), (payload, details) -> {
                if (count == 0 || seen.get() < count) {
                    print(payload, details);
                }
                if (seen.incrementAndGet() == count) {
                    end.complete(ExitStatus.DONE);
                }
            }));
            session.closed()
                    .thenAccept(reason -> end.completeExceptionally(
                            CliFailure.of("the connection was lost: " + reason, "Start the command again.")));
            interrupts.onFirst(() -> end.complete(ExitStatus.INTERRUPTED));
            return connection.await(end);
        } catch (ApplicationError refused) {
            throw CliFailure.of(refused.getMessage(), PayloadView.details(refused));
        }
    }

    private void print(Payload payload, Dict details) {
        String of = details.string("topic") == null ? topic : details.string("topic");
        around.out().println(output.isJson() ? PayloadView.eventJson(of, payload) : PayloadView.event(of, payload));
        around.out().flush();
    }
}
