package dev.weft.client;

import dev.weft.client.value.Values;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A topic with the options that it is published or subscribed to with. Immutable: each method that changes something gives another one.
 * Any thread may use it.
 */
public final class Topic {

    private final Client client;
    private final String uri;
    private final Dict options;

    private Topic(Client client, String uri, Dict options) {
        this.client = client;
        this.uri = uri;
        this.options = options;
    }

    static Topic of(Client client, String uri) {
        return new Topic(client, uri, Dict.empty());
    }

    /** With an option of PUBLISH or SUBSCRIBE that has no method here. */
    public Topic option(String name, @Nullable Object value) {
        return new Topic(client, uri, options.with(name, Values.write(value, "option " + name)));
    }

    /** Events: the future of {@link #publish} completes when the router has taken the event, and fails where it refuses it. */
    public Topic acknowledged() {
        return option("acknowledge", true);
    }

    /** Events: this client gets them, too, where it has subscribed (WAMP, "Publisher Exclusion"). */
    public Topic includingMe() {
        return option("exclude_me", false);
    }

    /** Events: asks the router to tell subscribers who publishes (WAMP, "Publisher Identification"). */
    public Topic disclosed() {
        return option("disclose_me", true);
    }

    /** Events: only for these sessions (WAMP, "Subscriber Black- and Whitelisting"). */
    public Topic eligible(long... sessions) {
        return option("eligible", Arrays.stream(sessions).boxed().toList());
    }

    /** Events: not for these sessions. */
    public Topic exclude(long... sessions) {
        return option("exclude", Arrays.stream(sessions).boxed().toList());
    }

    /** Events: the router keeps the last one for who subscribes later with {@link #retained} (WAMP, "Event Retention"). */
    public Topic retain() {
        return option("retain", true);
    }

    /** Subscriptions: the retained event comes first. */
    public Topic retained() {
        return option("get_retained", true);
    }

    /** Subscriptions: the uri is a {@code prefix} or has {@code wildcard} places (WAMP, "Pattern-based Subscriptions"). */
    public Topic match(String policy) {
        return option("match", policy);
    }

    /**
     * Publishes an event. Completes when the next one can be sent without queueing much, or, where {@link #acknowledged}, when the router
     * has taken it. Fails with {@code wamp.error.unavailable} where too much waits to leave already.
     */
    public CompletableFuture<Void> publish(@Nullable Object... arguments) {
        return publish(Arguments.write(arguments));
    }

    /** Publishes an event with keyword arguments only. */
    public CompletableFuture<Void> publishKeywords(Map<String, ? extends @Nullable Object> keywords) {
        Object written = Values.write(keywords, "keywords");
        return publish(written instanceof Map<?, ?> map ? Payload.ofKeywords(keys(map)) : Payload.empty());
    }

    private CompletableFuture<Void> publish(Payload payload) {
        return client.connection().publish(uri, options, payload).toCompletableFuture();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> keys(Map<?, ?> written) {
        return (Map<String, @Nullable Object>) written;
    }

    /**
     * Subscribes, now and on every later session. Events come one at a time and in order, where {@link Handlers} says. Fails where the
     * router refuses it the first time.
     */
    public CompletableFuture<Standing> subscribe(Consumer<Event> handler) {
        Dispatch dispatch = client.dispatch();
        Lane lane = dispatch.lane();
        WampSession.EventHandler adapted =
                (payload, details) -> dispatch.tell(lane, uri, () -> handler.accept(new Event(uri, payload, details)));
        return Standing.of(client.connection(), client.connection().subscribe(uri, options, adapted));
    }

    @Override
    public String toString() {
        return "Topic[" + uri + "]";
    }
}
