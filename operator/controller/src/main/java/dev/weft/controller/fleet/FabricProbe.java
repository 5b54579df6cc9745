package dev.weft.controller.fleet;

import dev.weft.controller.fabric.FabricConnector.Connection;
import dev.weft.controller.fabric.FabricReading;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.controller.status.FabricStatus.State;
import dev.weft.engine.secret.SecretSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Looks whether the fabric is there while no fleet can tell. Only on the fleets' thread. */
final class FabricProbe {

    private final FleetContext context;
    private final Runnable news;
    private Optional<FabricTarget> target = Optional.empty();
    private @Nullable Connection connection;
    private State answer = State.unknown();
    private boolean closed;

    FabricProbe(FleetContext context, Runnable news) {
        this.context = context;
        this.news = news;
    }

    /** The Fabric was read again. */
    void onFabric(Optional<FabricTarget> now, Collection<RealmFleet> fleets) {
        boolean another = !now.equals(target);
        target = now;
        if (another) {
            answer = State.unknown();
        }
        if (another) {
            askIfSilent(fleets);
        }
    }

    /** Asks the fabric where no fleet tells anything about it. */
    void askIfSilent(Collection<RealmFleet> fleets) {
        boolean silent = fleets.stream().allMatch(fleet -> fleet.isReachable().isEmpty());
        if (!closed && connection == null && silent) {
            target.ifPresent(this::ask);
        }
    }

    private void ask(FabricTarget asked) {
        Connection made = context.connector().connect(asked, SecretSource.NONE);
        connection = made;
        // A realm that need not exist: what is asked for is whether we are let in and answered.
        made.ports()
                .reader()
                .read(Set.of("default"))
                .whenComplete((live, failure) -> context.thread().execute(() -> {
                    made.close();
                    connection = null;
                    if (target.filter(asked::equals).isPresent()) {
                        answer = failure == null ? State.reachable(asked.url()) : State.unreachable(text(failure));
                        news.run();
                    }
                }));
    }

    /** What is known of the fabric, from the fleets first. */
    State state(Collection<RealmFleet> fleets) {
        FabricReading reading = FabricReading.of(
                context.cluster(),
                context.settings().ownNamespace(),
                context.settings().installation());
        if (reading.hold().isPresent()) {
            return State.held(reading.hold().get());
        }
        String url = reading.target().orElseThrow().url();
        Optional<String> lost =
                fleets.stream().flatMap(fleet -> fleet.lost().stream()).findFirst();
        boolean answered = fleets.stream().anyMatch(fleet -> fleet.isReachable().orElse(false));
        if (answered) {
            return State.reachable(url);
        }
        return lost.map(State::unreachable).orElse(answer);
    }

    void close() {
        closed = true;
    }

    private static String text(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
