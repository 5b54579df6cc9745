package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.error.Printable;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that stays joined: reconnects with backoff until it is closed or a fatal reason tells it to stop, and then does again the
 * registrations and subscriptions that were made through it. All methods may be called from any thread, joined or not. Its own state
 * lives on one event loop, where the listener is called too.
 */
public final class ReconnectingClient {

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingClient.class);

    /** Characters of a reason that are told. */
    private static final int MOST_REASON = 300;

    private final WampClient client;
    private final ScheduledExecutorService loop;
    private final ReconnectSettings settings;
    private final SessionListener listener;
    private volatile @Nullable WampSession current;
    private volatile @Nullable SessionClosed over;

    /** Why nothing is joined, for people. */
    private volatile String lastLoss = "";

    // Below: only on the loop.
    private final Set<StandingOrder> orders = new LinkedHashSet<>();
    private CompletableFuture<WampSession> next = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Future<?> retry;
    private @Nullable WampSession opened;
    private boolean attempting;
    private int failures;

    private ReconnectingClient(Loops loops, ReconnectSettings settings, SessionListener listener) {
        this.client = new WampClient(loops);
        this.loop = loops.timer();
        this.settings = settings;
        this.listener = listener;
    }

    /** Starts connecting at once. */
    public static ReconnectingClient start(Loops loops, ReconnectSettings settings, SessionListener listener) {
        ReconnectingClient client = new ReconnectingClient(loops, settings, listener);
        client.loop.execute(client::attempt);
        return client;
    }

    /** The session that is joined now. */
    public Optional<WampSession> session() {
        return Optional.ofNullable(current);
    }

    /** What requests fail with where no session is joined: the client is about to join, or over. */
    public SessionClosed absence() {
        SessionClosed end = over;
        return end == null ? SessionClosed.notJoined(lastLoss) : end;
    }

    /** Completes with the session that is joined now, or else the next one. Fails when the client is closed or gives up. */
    public CompletionStage<WampSession> joined() {
        CompletableFuture<WampSession> answer = new CompletableFuture<>();
        Runnable ask = () -> next.whenComplete((session, failure) -> {
            if (failure == null) {
                answer.complete(session);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        if (!execute(ask)) {
            answer.completeExceptionally(new SessionClosed(ErrorUri.CLOSE_NORMAL));
        }
        return answer;
    }

    /** Calls on the session that is joined now; fails with {@link #absence} where there is none. */
    public CompletionStage<Payload> call(String procedure, Dict options, Payload payload) {
        return onSession(session -> session.call(procedure, options, payload));
    }

    /** Publishes on the session that is joined now; fails with {@link #absence} where there is none. */
    public CompletionStage<Void> publish(String topic, Dict options, Payload payload) {
        return onSession(session -> session.publish(topic, options, payload));
    }

    /** Registers now and after each reconnect. */
    public Remembered register(String procedure, Dict options, WampSession.InvocationHandler handler) {
        return remember(
                procedure,
                session -> session.register(procedure, options, handler)
                        .thenApply(r -> new StandingOrder.Made(r::unregister, r.revoked())));
    }

    /** Subscribes now and after each reconnect. */
    public Remembered subscribe(String topic, Dict options, WampSession.EventHandler handler) {
        return remember(
                topic,
                session -> session.subscribe(topic, options, handler)
                        .thenApply(s -> new StandingOrder.Made(s::unsubscribe, s.revoked())));
    }

    /** Leaves with GOODBYE, and stays away. */
    public CompletionStage<Void> close() {
        boolean alive = execute(() -> {
            end(new SessionClosed(ErrorUri.CLOSE_NORMAL));
            WampSession open = opened;
            if (open != null) {
                open.close();
            } else if (!attempting) {
                ended.complete(null);
            }
        });
        return alive ? ended.copy() : CompletableFuture.completedFuture(null);
    }

    /** A registration or subscription that outlives its session. */
    public interface Remembered {

        /** Completes when it was done for the first time; fails with the router's answer when that was a refusal. It is tried again on the next session all the same. */
        CompletionStage<Void> ready();

        /** Undoes it, and does it no more. */
        CompletionStage<Void> forget();
    }

    private <T> CompletionStage<T> onSession(Function<WampSession, CompletionStage<T>> use) {
        WampSession session = current;
        return session == null ? CompletableFuture.failedFuture(absence()) : use.apply(session);
    }

    private Remembered remember(String uri, Function<WampSession, CompletionStage<StandingOrder.Made>> make) {
        StandingOrder order =
                new StandingOrder(make, reason -> onRefused(uri, reason), loop, settings.backoff(), settings.random());
        Runnable place = () -> {
            SessionClosed end = over;
            if (end != null) {
                order.fail(end);
                return;
            }
            orders.add(order);
            order.onForgotten(() -> orders.remove(order));
            WampSession session = opened;
            if (session != null) {
                order.apply(session);
            }
        };
        if (!execute(place)) {
            order.fail(new SessionClosed(ErrorUri.CLOSE_NORMAL));
        }
        return order;
    }

    /** False where the loops have been shut down. */
    private boolean execute(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException shutDown) {
            return false;
        }
    }

    private void attempt() {
        retry = null;
        if (over != null) {
            return;
        }
        CompletionStage<WampSession> connecting;
        try {
            connecting = client.connect(settings.target().get());
        } catch (RuntimeException e) {
            connecting = CompletableFuture.failedFuture(e);
        }
        attempting = true;
        connecting.whenCompleteAsync(this::onAttempt, loop);
    }

    private void onAttempt(@Nullable WampSession session, @Nullable Throwable failure) {
        attempting = false;
        if (session == null) {
            if (over != null) {
                ended.complete(null);
            } else {
                onFailure(failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
            }
            return;
        }
        opened = session;
        session.closed().thenAcceptAsync(reason -> onClosed(reason, session.ending()), loop);
        if (over != null) {
            session.close();
            return;
        }
        CompletableFuture<?>[] redone = orders.stream()
                .map(order -> order.apply(session).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(redone).thenRunAsync(() -> onRedone(session), loop);
    }

    private void onRedone(WampSession session) {
        if (opened == session && over == null) {
            failures = 0;
            current = session;
            tell(l -> l.onJoined(session));
            next.complete(session);
        }
    }

    private void onRefused(String uri, String reason) {
        LOG.warn(
                "the router refuses {}, which it took before: {}. It is tried again, on the next session at the latest",
                Printable.of(uri),
                Printable.of(reason, MOST_REASON));
        tell(l -> l.onRefused(uri, reason));
    }

    private void onFailure(@Nullable Throwable failure) {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        failures++;
        if (failure instanceof ApplicationError refused) {
            onLost(refused.text(), SessionClosed.of(refused.uri(), refused.text()));
        } else {
            onLost(message, SessionClosed.of(ConnectFailed.CODE, message));
        }
    }

    private void onClosed(String reason, @Nullable SessionClosed ending) {
        // One that ended before it was of use is a failed attempt.
        failures += current == null ? 1 : 0;
        opened = null;
        current = null;
        orders.forEach(StandingOrder::sessionEnded);
        if (next.isDone()) {
            next = new CompletableFuture<>();
        }
        SessionClosed end = over;
        if (end != null) {
            next.completeExceptionally(end);
            ended.complete(null);
        } else {
            SessionClosed why = ending == null ? new SessionClosed(reason) : ending;
            onLost(why.getMessage(), why);
        }
    }

    private void onLost(String message, SessionClosed why) {
        String reason = why.reason();
        lastLoss = Printable.of(message, MOST_REASON);
        if (settings.fatalReasons().contains(reason) || failures >= settings.mostFailures()) {
            end(why);
            ended.complete(null);
            tell(l -> l.onGivenUp(reason, message));
            return;
        }
        long millis = settings.backoff()
                .delay(Math.max(1, failures), settings.random())
                .toMillis();
        LOG.debug("not joined: {}; next attempt in {} ms", message, millis);
        tell(l -> l.onLost(reason, message));
        if (over == null) {
            retry = loop.schedule(this::attempt, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void end(SessionClosed reason) {
        if (over != null) {
            return;
        }
        over = reason;
        if (retry != null) {
            retry.cancel(false);
        }
        if (next.isDone()) {
            next = new CompletableFuture<>();
        }
        next.completeExceptionally(reason);
        orders.forEach(order -> order.fail(reason));
    }

    private void tell(Consumer<SessionListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }
}
