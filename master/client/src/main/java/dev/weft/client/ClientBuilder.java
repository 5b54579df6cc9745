package dev.weft.client;

import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.client.Backoff;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.transport.client.ReconnectSettings;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a {@link Client} connects and behaves. For one thread; what is made of it does not change with it. */
public final class ClientBuilder {

    private final List<String> urls = new ArrayList<>();
    private @Nullable String realm;
    private Serializer serializer = Serializers.cbor();
    private UnaryOperator<ClientSettings> changes = settings -> settings.withUserAgent("weft-client");
    private Backoff backoff = Backoff.defaults();
    private Set<String> fatalReasons = Set.of();
    private int mostFailures = Integer.MAX_VALUE;
    private Handlers handlers = Handlers.pooled();
    private ClientListener listener = new ClientListener() {};
    private @Nullable Loops loops;

    ClientBuilder(String url) {
        urls.add(url);
    }

    /** Another address of the same realm: attempts go to all of them in turn. */
    public ClientBuilder orTo(String url) {
        urls.add(url);
        return this;
    }

    /** The realm to join. Without it the router decides. */
    public ClientBuilder realm(String name) {
        this.realm = name;
        return this;
    }

    /** Methods of authentication on offer, in this order: see {@link Login}. Without any: anonymous. */
    public ClientBuilder login(ClientAuthenticator... methods) {
        return changed(settings -> settings.withAuthenticators(List.of(methods)));
    }

    /**
     * As {@link #login(ClientAuthenticator...)}, asked before each attempt: for tickets that expire. Asked on an event loop, where it must
     * not wait: fetch the next ticket ahead of time, on a thread of your own.
     */
    public ClientBuilder login(Supplier<ClientAuthenticator> fresh) {
        return changed(settings -> settings.withAuthenticators(List.of(fresh.get())));
    }

    /** The role to ask for. Without it the router decides. */
    public ClientBuilder authrole(String role) {
        return changed(settings -> settings.withAuthrole(role));
    }

    /** CBOR unless another is chosen. */
    public ClientBuilder serializer(Serializer format) {
        this.serializer = format;
        return this;
    }

    /** Whom to trust, and the client's own certificate, for {@code wss} and {@code rss}. Without it, whom the Java runtime trusts. */
    public ClientBuilder tls(ClientTls tls) {
        return changed(settings -> settings.withTls(tls));
    }

    /** Compresses messages, where the router wants to. */
    public ClientBuilder deflate(Deflate deflate) {
        return changed(settings -> settings.withDeflate(deflate));
    }

    /** More headers for the WebSocket upgrade. */
    public ClientBuilder headers(Map<String, String> headers) {
        return changed(settings -> settings.withHeaders(headers));
    }

    /** How long it may take to connect, and then to join. 10 seconds each unless it is said. */
    public ClientBuilder timeouts(Duration connect, Duration join) {
        return changed(settings -> settings.withTimeouts(connect, join));
    }

    /** Pings; one every 20 seconds unless it is said. */
    public ClientBuilder keepalive(Keepalive keepalive) {
        return changed(settings -> settings.withKeepalive(keepalive));
    }

    /** Bounds for messages and queues. With {@code outboundBytes} waiting to leave, nothing more is taken; above a quarter, futures wait. */
    public ClientBuilder limits(TransportLimits limits) {
        return changed(settings -> settings.withLimits(limits));
    }

    /** Waits between attempts to connect; one second, doubling to five minutes, with jitter, unless it is said. */
    public ClientBuilder backoff(Backoff waits) {
        this.backoff = waits;
        return this;
    }

    /** Gives up after so many attempts in a row that failed; never unless it is said. */
    public ClientBuilder giveUpAfter(int attempts) {
        this.mostFailures = attempts;
        return this;
    }

    /** Gives up where the router ends or refuses the session with one of these uris; on none unless it is said. */
    public ClientBuilder giveUpOn(String... reasons) {
        this.fatalReasons = Set.of(reasons);
        return this;
    }

    /** Where handlers run; {@link Handlers#pooled} unless it is said. */
    public ClientBuilder handlers(Handlers where) {
        this.handlers = where;
        return this;
    }

    /** Who hears of joins, losses and drops. */
    public ClientBuilder listener(ClientListener hearer) {
        this.listener = hearer;
        return this;
    }

    /** Event loops to share with other clients; they stay when the client closes. Without it the client has one of its own. */
    public ClientBuilder loops(Loops shared) {
        this.loops = shared;
        return this;
    }

    /**
     * Connects and joins. Fails, and stays away, where the first attempt at each address does: with {@link dev.weft.transport.ConnectFailed}, or with
     * {@link dev.weft.wamp.error.ApplicationError} for a refusal of the router.
     *
     * @throws IllegalArgumentException for settings that cannot be meant
     */
    public CompletableFuture<Client> connect() {
        return start().firstJoin();
    }

    /**
     * A client that joins as soon as the router lets it, however many attempts that takes.
     *
     * @throws IllegalArgumentException for settings that cannot be meant
     */
    public Client start() {
        // As they are now: the builder may be changed and used again.
        List<ClientSettings> targets = urls.stream()
                .map(url -> ClientSettings.of(url, realm, serializer).checked())
                .toList();
        UnaryOperator<ClientSettings> chosen = changes;
        AtomicInteger attempts = new AtomicInteger();
        Supplier<ClientSettings> next =
                () -> chosen.apply(targets.get(Math.floorMod(attempts.getAndIncrement(), targets.size())));
        ReconnectSettings reconnect = new ReconnectSettings(next, backoff, fatalReasons, Math::random, mostFailures);
        return new Client(reconnect, new Aim(targets.size(), realm != null), handlers, listener, loops);
    }

    private ClientBuilder changed(UnaryOperator<ClientSettings> change) {
        UnaryOperator<ClientSettings> before = changes;
        this.changes = settings -> change.apply(before.apply(settings));
        return this;
    }
}
