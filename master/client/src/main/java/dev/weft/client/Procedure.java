package dev.weft.client;

import dev.weft.client.value.TypeRef;
import dev.weft.client.value.Values;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A procedure with the options that it is called or registered with. Immutable: each method that changes something gives another one, so
 * that one can be kept and used again. Any thread may use it.
 */
public final class Procedure {

    private final Client client;
    private final String uri;
    private final Dict options;
    private final Map<String, @Nullable Object> keywords;
    private final @Nullable Consumer<Arguments> progress;

    private Procedure(
            Client client,
            String uri,
            Dict options,
            Map<String, @Nullable Object> keywords,
            @Nullable Consumer<Arguments> progress) {
        this.client = client;
        this.uri = uri;
        this.options = options;
        this.keywords = keywords;
        this.progress = progress;
    }

    static Procedure of(Client client, String uri) {
        return new Procedure(client, uri, Dict.empty(), Map.of(), null);
    }

    /** Serves the calls of a registration, where {@link Handlers} says. */
    @FunctionalInterface
    public interface Handler {

        /**
         * One call. What it gives is the result, a {@link java.util.concurrent.CompletionStage} of it, or null for none. An {@link
         * dev.weft.wamp.error.ApplicationError}, thrown or as the stage's failure, is the caller's ERROR; a {@link
         * dev.weft.client.value.Mismatch} of an argument is {@code wamp.error.invalid_argument}, anything else {@code
         * wamp.error.runtime_error}, without a text for the caller.
         */
        @Nullable
        Object handle(Invocation call) throws Exception;
    }

    /** With an option of CALL or REGISTER that has no method here. */
    public Procedure option(String name, @Nullable Object value) {
        return new Procedure(
                client, uri, options.with(name, Values.write(value, "option " + name)), keywords, progress);
    }

    /** Calls: fails with {@code wamp.error.timeout} when the answer takes longer (WAMP, "Call Timeout"). At least a millisecond. */
    public Procedure timeout(Duration most) {
        if (most.toMillis() < 1) {
            throw new IllegalArgumentException("a timeout of " + most + "; it must be at least a millisecond");
        }
        return option("timeout", most.toMillis());
    }

    /** Calls: asks the router to tell the callee who calls (WAMP, "Caller Identification"). */
    public Procedure disclosed() {
        return option("disclose_me", true);
    }

    /** Calls: with keyword arguments. */
    public Procedure keywords(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        values.forEach((name, value) -> written.put(name, Values.write(value, "keyword " + name)));
        return new Procedure(client, uri, options, written, progress);
    }

    /**
     * Calls: asks for progressive results (WAMP, "Progressive Call Results"). They come one at a time and in order, where {@link Handlers}
     * says, and there the future completes behind them.
     */
    public Procedure onProgress(Consumer<Arguments> consumer) {
        return new Procedure(client, uri, options.with("receive_progress", true), keywords, consumer);
    }

    /** Registrations: the uri is a {@code prefix} or has {@code wildcard} places (WAMP, "Pattern-based Registrations"). */
    public Procedure match(String policy) {
        return option("match", policy);
    }

    /**
     * Registrations: several callees may register it (WAMP, "Shared Registration").
     *
     * @param policy {@code roundrobin}, {@code random}, {@code first}, {@code last} or {@code single}
     */
    public Procedure invoke(String policy) {
        return option("invoke", policy);
    }

    /** Registrations: the router sends no more calls than this at one time. */
    public Procedure concurrency(int most) {
        return option("concurrency", most);
    }

    /** Calls with these positional arguments. */
    public CompletableFuture<Arguments> call(@Nullable Object... arguments) {
        return Calls.open(client, this, options, payload(arguments)).result();
    }

    /** Calls, and reads the result as this type. */
    public <T> CompletableFuture<T> call(Class<T> result, @Nullable Object... arguments) {
        return Calls.typed(client, this, payload(arguments), answer -> answer.as(result));
    }

    /** Calls, and reads the result as this type. */
    public <T> CompletableFuture<T> call(TypeRef<T> result, @Nullable Object... arguments) {
        return Calls.typed(client, this, payload(arguments), answer -> answer.as(result));
    }

    /** Calls with a first part; {@link OpenCall} sends the others. */
    public OpenCall open(@Nullable Object... arguments) {
        return Calls.open(client, this, options.with("progress", true), payload(arguments));
    }

    /** Registers, now and on every later session. Fails where the router refuses it the first time. */
    public CompletableFuture<Standing> register(Handler handler) {
        WampSession.InvocationHandler adapted = context -> Serving.serve(client.dispatch(), uri, handler, context);
        return Standing.of(client.connection(), client.connection().register(uri, options, adapted));
    }

    String uri() {
        return uri;
    }

    Dict options() {
        return options;
    }

    @Nullable
    Consumer<Arguments> progress() {
        return progress;
    }

    private Payload payload(@Nullable Object... arguments) {
        Payload positional = Arguments.write(arguments);
        if (!keywords.isEmpty() && positional.passthru() != null) {
            throw new IllegalArgumentException(
                    "keywords cannot be added to a payload that routers do not look into: put them into it");
        }
        return keywords.isEmpty() ? positional : Payload.of(positional.arguments(), keywords);
    }

    @Override
    public String toString() {
        return "Procedure[" + uri + "]";
    }
}
