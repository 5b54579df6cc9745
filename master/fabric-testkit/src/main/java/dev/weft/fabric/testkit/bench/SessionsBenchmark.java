package dev.weft.fabric.testkit.bench;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What sessions that do nothing cost, and what subscriptions and registrations that are not meant cost those that are: {@code
 * SessionsBenchmark [seconds per round] [rounds] [idle sessions]}.
 */
public final class SessionsBenchmark {

    private static final int AT_ONCE = 100;
    private static final int PER_SESSION = 10_000;
    private static final int[] SIZES = {10, 1_000, 10_000, 100_000};

    /** How many there are beside the one that is used, and how they match. */
    private enum Match {
        EXACT("exact"),
        PREFIX("prefix"),
        WILDCARD("wildcard");

        private final String option;

        Match(String option) {
            this.option = option;
        }

        /** None of them matches what the load uses. */
        String uri(int number) {
            return switch (this) {
                case EXACT -> "com.bench.other" + number;
                case PREFIX -> "com.bench.other" + number + ".";
                case WILDCARD -> "com.bench.other" + number + "..event";
            };
        }
    }

    private SessionsBenchmark() {}

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int idle = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        try (Loops loops = Loops.create(1)) {
            WampClient client = new WampClient(loops);
            idle(client, idle);
            growth(client, seconds, rounds);
        }
    }

    private static void idle(WampClient client, int sessions) throws Exception {
        Table table = new Table("idle sessions", "heap each", "resident each", "resident in all");
        for (Protocol.Wire wire : Protocol.Wire.values()) {
            try (Server server = Server.router(new Protocol(wire, Encoding.CBOR))) {
                List<WampSession> open = new ArrayList<>(join(client, server, wire, AT_ONCE));
                double heapBefore = HeapUse.liveMib(server);
                double before = server.use().memory().residentMib();
                for (int i = AT_ONCE; i < sessions; i += AT_ONCE) {
                    open.addAll(join(client, server, wire, AT_ONCE));
                }
                int more = open.size() - AT_ONCE;
                double heap = HeapUse.liveMib(server) - heapBefore;
                double resident = server.use().memory().residentMib();
                table.row(
                        Table.number(open.size(), 0) + " over " + wire,
                        Table.number(heap * 1024 / more, 2) + " KiB",
                        Table.number((resident - before) * 1024 / more, 2) + " KiB",
                        Table.number(resident, 0) + " MiB");
                for (WampSession each : open) {
                    each.close();
                }
            }
        }
    }

    private static void growth(WampClient client, double seconds, int rounds) throws Exception {
        for (Load load : List.of(Load.events(1, 1, 64, 16), Load.calls(1, 64, 16))) {
            boolean events = load.kind() == Load.Kind.EVENTS;
            Table table = new Table(
                    events
                            ? "events 1 -> 1 /CPU-s beside so many subscriptions"
                            : "calls /CPU-s beside so many registrations",
                    "10",
                    "1,000",
                    "10,000",
                    "100,000");
            for (Match match : Match.values()) {
                List<Object> cells = new ArrayList<>();
                for (int size : SIZES) {
                    cells.add(Table.number(beside(client, load, match, size, seconds, rounds), 0));
                }
                table.row(match.option, cells.toArray());
            }
        }
    }

    private static double beside(WampClient client, Load load, Match match, int size, double seconds, int rounds)
            throws Exception {
        try (Server server = Server.router(Protocol.USUAL)) {
            List<WampSession> others = join(client, server, Protocol.Wire.WEBSOCKET, (size - 1) / PER_SESSION + 1);
            Dict options = Dict.of("match", match.option);
            List<CompletableFuture<?>> pending = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                WampSession other = others.get(i / PER_SESSION);
                CompletionStage<?> made = load.kind() == Load.Kind.EVENTS
                        ? other.subscribe(match.uri(i), options, (payload, details) -> {})
                        : other.register(
                                match.uri(i), options, call -> CompletableFuture.completedFuture(call.payload()));
                pending.add(made.toCompletableFuture());
                if (pending.size() == AT_ONCE) {
                    CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                            .join();
                    pending.clear();
                }
            }
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).join();
            List<Double> rates = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Rivals.Rate rate = Rivals.round(server, load, Protocol.USUAL, true, (long) (seconds * 1000));
                if (round > 0) {
                    rates.add(rate.perCpuSecond());
                }
            }
            return Samples.of(rates).median();
        }
    }

    private static List<WampSession> join(WampClient client, Server server, Protocol.Wire wire, int count) {
        String url = (wire == Protocol.Wire.WEBSOCKET ? "ws" : "rs") + "://127.0.0.1:" + server.port()
                + (wire == Protocol.Wire.WEBSOCKET ? "/ws" : "");
        ClientSettings settings = ClientSettings.of(url, "realm1", Encoding.CBOR.serializer());
        List<CompletableFuture<WampSession>> joining = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            joining.add(client.connect(settings).toCompletableFuture());
        }
        return joining.stream().map(CompletableFuture::join).toList();
    }
}
