package dev.weft.fabric.testkit.matrix;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.client.WampSession.RunningCall;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.JsonText;
import dev.weft.wamp.serializer.Serializers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The {@link Driver} of Weft's own client: a program. */
final class WeftDriver {

    private final WampClient client;
    private final PrintStream out;
    private final Map<String, WeftActor> sessions = new HashMap<>();
    private final Map<Object, RunningCall> calls = new HashMap<>();

    /** The client cannot do what a command asks for; the message says why. */
    static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported(String why) {
            super(why);
        }
    }

    private WeftDriver(WampClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        try (Loops loops = Loops.create(1);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            WeftDriver driver =
                    new WeftDriver(new WampClient(loops), new PrintStream(System.out, true, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                driver.serve(Trees.dict(decoded(JsonText.read(line))));
            }
        }
    }

    private void serve(Map<String, @Nullable Object> command) {
        CompletionStage<?> done;
        try {
            done = perform(command);
        } catch (RuntimeException e) {
            done = CompletableFuture.failedFuture(e);
        }
        done.whenComplete((result, failure) -> {
            Map<String, @Nullable Object> answer = answer(result, failure);
            answer.put("id", command.get("id"));
            String line = JsonText.line(answer);
            synchronized (out) {
                out.println(line);
            }
        });
    }

    private static Map<String, @Nullable Object> answer(@Nullable Object result, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        if (cause == null) {
            answer.put("ok", encoded(result));
        } else if (cause instanceof Unsupported) {
            answer.put("unsupported", cause.getMessage());
        } else if (cause instanceof ApplicationError error) {
            Map<String, @Nullable Object> told = WeftActor.told(error.payload());
            told.put("uri", error.uri());
            answer.put("error", encoded(told));
        } else {
            answer.put("broken", cause.toString());
        }
        return answer;
    }

    private CompletionStage<?> perform(Map<String, @Nullable Object> command) {
        String what = String.valueOf(command.get("do"));
        String name = String.valueOf(command.get("session"));
        if (what.equals("join")) {
            return join(name, command);
        }
        WeftActor session = Trees.known(sessions, name);
        String uri = String.valueOf(command.get("uri"));
        Dict options = new Dict(Trees.dict(command.get("options")));
        return switch (what) {
            case "register" -> session.register(uri, options, command.get("does"));
            case "unregister" -> session.unregister(uri);
            case "call" -> {
                WeftActor.Calling calling = session.call(uri, options, WeftActor.payload(command));
                calls.put(command.get("id"), calling.call());
                yield calling.answer();
            }
            case "cancel" -> cancel(command.get("call"), command.get("mode"));
            case "subscribe" -> session.subscribe(uri, options);
            case "unsubscribe" -> session.unsubscribe(uri);
            case "publish" -> session.publish(uri, options, WeftActor.payload(command));
            case "release" -> session.release();
            case "seen" -> session.seen(command.get("count") instanceof Long count ? count.intValue() : 0);
            case "leave" -> session.leave();
            case "closed", "reason" -> session.closed();
            default -> throw new Unsupported("no command " + what);
        };
    }

    private CompletionStage<?> join(String name, Map<String, @Nullable Object> command) {
        ClientSettings settings = ClientSettings.of(
                        String.valueOf(command.get("url")),
                        String.valueOf(command.get("realm")),
                        Serializers.byName(String.valueOf(command.get("serializer")))
                                .orElseThrow())
                .withAuthenticators(List.of(new TicketClientAuthenticator(
                        String.valueOf(command.get("authid")), String.valueOf(command.get("ticket")))));
        return client.connect(settings).thenApply(session -> {
            sessions.put(name, new WeftActor(session));
            return Map.of("session", session.details().session());
        });
    }

    private CompletionStage<?> cancel(@Nullable Object call, @Nullable Object mode) {
        Trees.known(calls, call).cancel(CancelMode.of(mode instanceof String text ? text : null));
        return CompletableFuture.completedFuture(null);
    }

    private static @Nullable Object decoded(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> out = Trees.list(list);
            out.replaceAll(WeftDriver::decoded);
            return out;
        }
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        Map<String, @Nullable Object> out = Trees.dict(value);
        if (out.get("$int") instanceof String integer) {
            return Long.valueOf(integer);
        }
        if (out.get("$bytes") instanceof String hex) {
            return HexFormat.of().parseHex(hex);
        }
        out.replaceAll((key, inner) -> decoded(inner));
        return out;
    }

    private static @Nullable Object encoded(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Map.of("$bytes", HexFormat.of().formatHex(bytes));
        }
        if (value instanceof Long integer && (integer > 1L << 53 || integer < -(1L << 53))) {
            return Map.of("$int", integer.toString());
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> out = Trees.list(list);
            out.replaceAll(WeftDriver::encoded);
            return out;
        }
        if (value instanceof Map<?, ?>) {
            Map<String, @Nullable Object> out = Trees.dict(value);
            out.replaceAll((key, inner) -> encoded(inner));
            return out;
        }
        return value;
    }
}
