import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.auth.TicketAuth;
import io.crossbar.autobahn.wamp.exceptions.ApplicationError;
import io.crossbar.autobahn.wamp.interfaces.TriConsumer;
import io.crossbar.autobahn.wamp.interfaces.TriFunction;
import io.crossbar.autobahn.wamp.reflectionRoles.WampException;
import io.crossbar.autobahn.wamp.transports.NettyWebSocket;
import io.crossbar.autobahn.wamp.types.CallOptions;
import io.crossbar.autobahn.wamp.types.CallResult;
import io.crossbar.autobahn.wamp.types.CloseDetails;
import io.crossbar.autobahn.wamp.types.EventDetails;
import io.crossbar.autobahn.wamp.types.InvocationDetails;
import io.crossbar.autobahn.wamp.types.InvocationResult;
import io.crossbar.autobahn.wamp.types.PublishOptions;
import io.crossbar.autobahn.wamp.types.RegisterOptions;
import io.crossbar.autobahn.wamp.types.Registration;
import io.crossbar.autobahn.wamp.types.SubscribeOptions;
import io.crossbar.autobahn.wamp.types.Subscription;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The driver of Autobahn|Java: the line protocol of the feature matrix (see Driver.java). */
public final class AutobahnJava {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final List<String> OF_NO_RESULT = List.of("wamp.session.add_testament", "wamp.session.kill");
    private static final Map<String, One> SESSIONS = new LinkedHashMap<>();

    /** The client cannot do what a command asks for; the message says why. */
    static final class Unsupported extends RuntimeException {
        Unsupported(String why) {
            super(why);
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err); // the client logs there
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> command = dict(decode(JSON.readValue(line, new TypeReference<Map<String, Object>>() {})));
            CompletableFuture<?> done;
            try {
                done = perform(command);
            } catch (RuntimeException e) {
                done = CompletableFuture.failedFuture(e);
            }
            done.whenComplete((ok, failure) -> answer(command.get("id"), ok, failure)).exceptionally(e -> {
                e.printStackTrace();
                return null;
            });
        }
        System.exit(0);
    }

    private static void answer(Object id, Object ok, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        if (cause == null) {
            answer.put("ok", encode(ok));
        } else if (cause instanceof Unsupported) {
            answer.put("unsupported", cause.getMessage());
        } else if (cause instanceof ApplicationError) {
            ApplicationError error = (ApplicationError) cause;
            answer.put("error", Map.of("uri", error.getMessage(), "args", list(encode(error.args)), "kwargs", dict(encode(error.kwargs))));
        } else {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace, true));
            answer.put("broken", trace.toString());
        }
        try {
            String line = JSON.writeValueAsString(answer);
            synchronized (OUT) {
                OUT.println(line);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<?> perform(Map<String, Object> command) {
        String name = (String) command.get("session");
        if (command.get("do").equals("join")) {
            SESSIONS.put(name, new One());
        }
        One session = SESSIONS.get(name);
        String uri = (String) command.get("uri");
        Map<String, Object> options = dict(command.get("options"));
        List<Object> args = list(command.get("args"));
        Map<String, Object> kwargs = dict(command.get("kwargs"));
        switch ((String) command.get("do")) {
            case "join": return session.join(command);
            case "register": return session.register(uri, options, command.get("does"));
            case "unregister": return session.registrations.get(uri).unregister();
            case "call": return session.call(uri, options, args, kwargs);
            case "cancel": throw new Unsupported("it sends no CANCEL");
            case "subscribe": return session.subscribe(uri, options);
            case "unsubscribe": return session.subscriptions.get(uri).unsubscribe();
            case "publish": return session.publish(uri, options, args, kwargs);
            case "release": return session.release();
            case "seen": return session.seen((Integer) command.get("count"));
            case "leave": return session.leave();
            case "closed":
            case "reason": return session.closed;
            default: throw new Unsupported("no command " + command.get("do"));
        }
    }

    /** One session, and what it has seen until it is asked for. */
    private static final class One {

        final ExecutorService executor = Executors.newSingleThreadExecutor();

        /**
         * Hears of its connection where it joins, in order: it sends HELLO before it notes that it did, and would take an early answer for
         * none.
         */
        final Session session = new Session(executor) {
            @Override
            public void onMessage(byte[] message, boolean binary) {
                executor.execute(() -> {
                    try {
                        super.onMessage(message, binary);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }

            @Override
            public void onLeave(CloseDetails details) {
                executor.execute(() -> super.onLeave(details));
            }

            @Override
            public void onDisconnect(boolean clean) {
                executor.execute(() -> super.onDisconnect(clean));
            }
        };

        final CompletableFuture<Map<String, Object>> closed = new CompletableFuture<>();
        final Map<String, Registration> registrations = new LinkedHashMap<>();
        final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
        private final List<CompletableFuture<InvocationResult>> held = new ArrayList<>();
        private final List<Object> entries = new ArrayList<>();
        private CompletableFuture<List<Object>> asked;
        private int count;
        private String serializer;

        CompletableFuture<?> join(Map<String, Object> command) {
            serializer = (String) command.get("serializer");
            CompletableFuture<Map<String, Object>> joined = new CompletableFuture<>();
            session.addOnJoinListener((from, details) -> joined.complete(Map.of("session", details.sessionID)));
            session.addOnLeaveListener((from, details) -> {
                joined.completeExceptionally(new ApplicationError(details.reason));
                closed.complete(Map.of("reason", details.reason));
            });
            session.addOnDisconnectListener((from, clean) -> closed.complete(Map.of("reason", "")));
            NettyWebSocket transport = new NettyWebSocket((String) command.get("url"), List.of("wamp.2." + serializer)) {
                @Override
                public void send(byte[] message, boolean binary) {
                    try {
                        super.send(message, binary);
                    } catch (NullPointerException early) {
                        // It tells of its connection before it has noted it for itself, and would lose HELLO.
                        executor.execute(() -> send(message, binary));
                    }
                }
            };
            Client client = new Client(transport, executor);
            client.add(session, (String) command.get("realm"), List.of(new TicketAuth((String) command.get("authid"), (String) command.get("ticket"))));
            client.connect().whenComplete((exit, failure) -> {
                if (failure != null) {
                    joined.completeExceptionally(failure);
                }
            });
            return joined;
        }

        CompletableFuture<?> register(String uri, Map<String, Object> options, Object does) {
            known("RegisterOptions", options, "match", "invoke");
            if (does instanceof Map && dict(does).containsKey("progresses")) {
                throw new Unsupported("its callees send no progressive results");
            }
            TriFunction<List<Object>, Map<String, Object>, InvocationDetails, CompletableFuture<InvocationResult>> endpoint =
                    (args, kwargs, details) -> serve(does, list(args), dict(kwargs), details);
            return session.register(uri, endpoint, new RegisterOptions((String) options.get("match"), (String) options.get("invoke")))
                    .thenApply(registration -> {
                        registrations.put(uri, registration);
                        return Map.of("id", registration.registration);
                    });
        }

        private CompletableFuture<InvocationResult> serve(Object does, List<Object> args, Map<String, Object> kwargs, InvocationDetails call) {
            if (does.equals("echo")) {
                return CompletableFuture.completedFuture(new InvocationResult(args, kwargs));
            }
            if (does.equals("nothing")) {
                return CompletableFuture.completedFuture(new InvocationResult(List.of(), Map.of()));
            }
            if (does.equals("details")) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("procedure", call.procedure);
                put(told, "caller", call.callerSessionID, call.callerAuthID, call.callerAuthRole);
                return CompletableFuture.completedFuture(new InvocationResult(told));
            }
            if (does.equals("waits")) {
                CompletableFuture<InvocationResult> released = new CompletableFuture<>();
                held.add(released);
                saw(List.of("called"), Map.of(), Map.of());
                return released;
            }
            Map<String, Object> how = dict(does);
            if (how.containsKey("says")) {
                return CompletableFuture.completedFuture(new InvocationResult(list(how.get("says"))));
            }
            return CompletableFuture.failedFuture(
                    new WampException((String) how.get("fails"), Map.of(), list(how.get("args")), dict(how.get("kwargs"))));
        }

        CompletableFuture<?> release() {
            held.forEach(released -> released.complete(new InvocationResult(List.of("released"))));
            held.clear();
            return CompletableFuture.completedFuture(null);
        }

        CompletableFuture<?> call(String uri, Map<String, Object> options, List<Object> args, Map<String, Object> kwargs) {
            known("CallOptions", options, "timeout");
            sendable(args);
            if (OF_NO_RESULT.contains(uri)) {
                throw new Unsupported("it takes a RESULT without arguments for a violation of the protocol");
            }
            CompletableFuture<CallResult> result = options.containsKey("timeout")
                    ? session.call(uri, args, kwargs, new CallOptions((Integer) options.get("timeout")))
                    : session.call(uri, args, kwargs, (CallOptions) null);
            return result.thenApply(answer -> Map.of("args", list(answer.results), "kwargs", dict(answer.kwresults)));
        }

        CompletableFuture<?> subscribe(String uri, Map<String, Object> options) {
            known("SubscribeOptions", options, "match", "get_retained");
            TriConsumer<List<Object>, Map<String, Object>, EventDetails> handler = (args, kwargs, details) -> {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("topic", details.topic);
                put(told, "publisher", details.publisherSessionID, details.publisherAuthID, details.publisherAuthRole);
                if (details.retained) {
                    told.put("retained", true);
                }
                saw(list(args), dict(kwargs), told);
            };
            boolean retained = Boolean.TRUE.equals(options.get("get_retained"));
            return session.subscribe(uri, handler, new SubscribeOptions((String) options.get("match"), true, retained))
                    .thenApply(subscription -> {
                        subscriptions.put(uri, subscription);
                        return Map.of("id", subscription.subscription);
                    });
        }

        CompletableFuture<?> publish(String uri, Map<String, Object> options, List<Object> args, Map<String, Object> kwargs) {
            known("PublishOptions", options, "acknowledge", "exclude_me", "retain");
            sendable(args);
            boolean acknowledge = Boolean.TRUE.equals(options.get("acknowledge"));
            CompletableFuture<?> published = session.publish(uri, args, kwargs, new PublishOptions(
                    acknowledge, !Boolean.FALSE.equals(options.get("exclude_me")), Boolean.TRUE.equals(options.get("retain"))));
            return acknowledge ? published.thenApply(publication -> null) : CompletableFuture.completedFuture(null);
        }

        CompletableFuture<?> leave() {
            if (!closed.isDone()) {
                session.leave();
            }
            return closed;
        }

        private void sendable(List<Object> args) {
            if (serializer.equals("json") && args.stream().anyMatch(byte[].class::isInstance)) {
                throw new Unsupported("its JSON has no binary");
            }
        }

        private synchronized void saw(List<Object> args, Map<String, Object> kwargs, Map<String, Object> details) {
            Map<String, Object> entry = new LinkedHashMap<>(details);
            entry.put("args", args);
            entry.put("kwargs", kwargs);
            entries.add(entry);
            serveAsked();
        }

        synchronized CompletableFuture<?> seen(int wanted) {
            count = wanted;
            asked = new CompletableFuture<>();
            CompletableFuture<?> answer = asked;
            serveAsked();
            return answer;
        }

        private void serveAsked() {
            if (asked != null && entries.size() >= count) {
                CompletableFuture<List<Object>> served = asked;
                asked = null;
                List<Object> taken = List.copyOf(entries);
                entries.clear();
                served.complete(taken);
            }
        }
    }

    private static void put(Map<String, Object> told, String who, long session, String authid, String authrole) {
        if (session > 0) {
            told.put(who, session);
        }
        if (authid != null) {
            told.put(who + "_authid", authid);
        }
        if (authrole != null) {
            told.put(who + "_authrole", authrole);
        }
    }

    private static void known(String where, Map<String, Object> options, String... names) {
        for (String option : options.keySet()) {
            if (!List.of(names).contains(option)) {
                throw new Unsupported("its " + where + " have no " + option);
            }
        }
    }

    private static Object decode(Object value) {
        if (value instanceof List) {
            List<Object> decoded = new ArrayList<>();
            list(value).forEach(inner -> decoded.add(decode(inner)));
            return decoded;
        }
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, Object> all = dict(value);
        if (all.containsKey("$int")) {
            return Long.valueOf((String) all.get("$int"));
        }
        if (all.containsKey("$bytes")) {
            return HexFormat.of().parseHex((String) all.get("$bytes"));
        }
        Map<String, Object> decoded = new LinkedHashMap<>();
        all.forEach((key, inner) -> decoded.put(key, decode(inner)));
        return decoded;
    }

    private static Object encode(Object value) {
        if (value instanceof byte[]) {
            return Map.of("$bytes", HexFormat.of().formatHex((byte[]) value));
        }
        if (value instanceof BigInteger || (value instanceof Long && Math.abs((Long) value) > 1L << 53)
                || Long.valueOf(Long.MIN_VALUE).equals(value)) {
            return Map.of("$int", value.toString());
        }
        if (value instanceof List) {
            List<Object> encoded = new ArrayList<>();
            list(value).forEach(inner -> encoded.add(encode(inner)));
            return encoded;
        }
        if (value instanceof Map) {
            Map<String, Object> encoded = new LinkedHashMap<>();
            dict(value).forEach((key, inner) -> encoded.put(key, encode(inner)));
            return encoded;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> dict(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
