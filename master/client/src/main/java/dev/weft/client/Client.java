package dev.weft.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.transport.client.ReconnectSettings;
import dev.weft.transport.client.ReconnectingClient;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of one realm for the life of an application: it stays joined, and makes its registrations and subscriptions again on every
 * session. All methods may be called from any thread. See the package for an example, threads, back-pressure and errors.
 */
public final class Client implements AutoCloseable {

    private final Loops loops;
    private final boolean ownLoops;
    private final Dispatch dispatch;
    private final ReconnectingClient connection;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    Client(ReconnectSettings settings, Aim aim, Handlers handlers, ClientListener listener, @Nullable Loops shared) {
        this.ownLoops = shared == null;
        this.loops = shared == null ? Loops.create(1) : shared;
        this.dispatch = new Dispatch(handlers, listener);
        this.connection = ReconnectingClient.start(loops, settings, new Watch(listener, aim));
    }

    /**
     * Where to connect to.
     *
     * @param url {@code ws://host:port/path}, {@code wss://…}, {@code rs://host:port}, {@code rss://…} or {@code unix:/path} (all three
     *     RawSocket)
     */
    public static ClientBuilder to(String url) {
        return new ClientBuilder(url);
    }

    /** Calls with positional arguments. */
    public CompletableFuture<Arguments> call(String procedure, @Nullable Object... arguments) {
        return procedure(procedure).call(arguments);
    }

    /** Calls, and reads the result as this type. */
    public <T> CompletableFuture<T> call(Class<T> result, String procedure, @Nullable Object... arguments) {
        return procedure(procedure).call(result, arguments);
    }

    /** Registers, now and on every later session. */
    public CompletableFuture<Standing> register(String procedure, Procedure.Handler handler) {
        return procedure(procedure).register(handler);
    }

    /** Publishes an event. Completes when the next one can be sent: whoever waits for it never fills a queue. */
    public CompletableFuture<Void> publish(String topic, @Nullable Object... arguments) {
        return topic(topic).publish(arguments);
    }

    /** Subscribes, now and on every later session. */
    public CompletableFuture<Standing> subscribe(String topic, Consumer<Event> handler) {
        return topic(topic).subscribe(handler);
    }

    /** A procedure, to be called or registered with options. */
    public Procedure procedure(String uri) {
        return Procedure.of(this, uri);
    }

    /** A topic, to be published or subscribed to with options. */
    public Topic topic(String uri) {
        return Topic.of(this, uri);
    }

    /** Who the client is on the session that is joined now; empty where none is. */
    public Optional<SessionDetails> details() {
        return connection.session().map(WampSession::details);
    }

    /** Completes when a session is joined: at once, or later. Fails with {@link SessionClosed} where the client ends first. */
    public CompletableFuture<SessionDetails> joined() {
        return connection.joined().thenApply(WampSession::details).toCompletableFuture();
    }

    /** Completes when little waits to leave: now, later, or when the session ends. */
    public CompletableFuture<Void> writable() {
        return connection
                .session()
                .map(session -> session.writable().toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** Completes when the client has ended for good, with the reason: it was closed ({@code wamp.close.normal}), or gave up. */
    public CompletableFuture<String> ended() {
        return ended.copy();
    }

    /** Leaves with GOODBYE, stays away, and ends the client's own threads. Completes when that is done. */
    public CompletableFuture<Void> leave() {
        return connection
                .close()
                .thenCompose(left -> release(ErrorUri.CLOSE_NORMAL))
                .toCompletableFuture();
    }

    /** As {@link #leave}, and waits. Not to be called on the event loop, where listeners are called and futures complete. */
    @Override
    public void close() {
        leave().join();
    }

    /** The client when it is joined; the reason why the last of the first attempts failed, and then the client is closed. */
    CompletableFuture<Client> firstJoin() {
        CompletableFuture<Client> joined = new CompletableFuture<>();
        first.whenComplete((done, failure) -> {
            if (failure == null) {
                joined.complete(this);
            } else {
                leave().whenComplete((left, none) -> joined.completeExceptionally(failure));
            }
        });
        joined.whenComplete((client, failure) -> {
            if (joined.isCancelled()) {
                leave();
            }
        });
        return joined;
    }

    private CompletableFuture<Void> release(String reason) {
        dispatch.close();
        CompletableFuture<Void> released =
                ownLoops ? loops.shutdown().toCompletableFuture() : CompletableFuture.completedFuture(null);
        return released.thenRun(() -> ended.complete(reason));
    }

    /** On the session that is joined now; where none is, the call has failed already. */
    WampSession.RunningCall open(String procedure, Dict options, Payload payload, Consumer<Payload> progress) {
        Optional<WampSession> session = connection.session();
        return session.isPresent()
                ? session.get().open(procedure, options, payload, progress)
                : new NotJoined(connection.absence());
    }

    ReconnectingClient connection() {
        return connection;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Loops loops() {
        return loops;
    }

    /** Hears first what the application's listener hears. On the event loop. */
    private final class Watch implements ClientListener {

        private final ClientListener told;
        private final Aim aim;
        private int untried;

        Watch(ClientListener told, Aim aim) {
            this.told = told;
            this.aim = aim;
            this.untried = aim.addresses();
        }

        @Override
        public void onJoined(WampSession session) {
            first.complete(null);
            told.onJoined(session);
        }

        @Override
        public void onRefused(String uri, String reason) {
            told.onRefused(uri, reason);
        }

        @Override
        public void onLost(String reason, String refusal) {
            String message = aim.explained(reason, refusal);
            if (--untried == 0) {
                first.completeExceptionally(failure(reason, message));
            }
            told.onLost(reason, message);
        }

        @Override
        public void onGivenUp(String reason, String refusal) {
            String message = aim.explained(reason, refusal);
            first.completeExceptionally(failure(reason, message));
            release(reason);
            told.onGivenUp(reason, message);
        }

        private RuntimeException failure(String reason, String message) {
            return reason.equals(ConnectFailed.CODE)
                    ? new ConnectFailed(message, null)
                    : ApplicationError.of(reason, message);
        }
    }
}
