package dev.weft.router.admission;

import dev.weft.router.Realm;
import dev.weft.router.matching.Quoted;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.handshake.Admitted;
import dev.weft.wamp.handshake.RouterHandshake;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection until it has a session. The client may answer WELCOME before {@link Realm#join} has returned here, on another
 * thread: what it sends meanwhile waits, and goes to the session in order.
 */
final class Entrance implements LinkHandler, RouterHandshake.Outcome {

    /** Far more than fits between WELCOME and the next task of the realm. */
    private static final int MOST_EARLY = 10_000;

    private final Link link;
    private final RealmDirectory realms;
    private final HandshakeClock clock;
    private final Queue<Object> early = new ConcurrentLinkedQueue<>();
    private final AtomicInteger earlyCount = new AtomicInteger();
    private final AtomicInteger delivering = new AtomicInteger();
    private @Nullable RouterHandshake handshake;
    private volatile @Nullable LinkHandler session;
    private volatile boolean refused;

    /** The id that the authenticator was told; 0 where it was told none. */
    private volatile long expected;

    Entrance(Link link, RealmDirectory realms, HandshakeClock clock) {
        this.link = link;
        this.realms = realms;
        this.clock = clock;
    }

    void begin(List<Authenticator> authenticators) {
        RouterHandshake begun = new RouterHandshake(authenticators, link.info(), this);
        handshake = begun;
        clock.expectHello(begun);
    }

    @Override
    public void onBatchBegin() {
        LinkHandler to = session;
        if (to != null) {
            to.onBatchBegin();
        }
    }

    @Override
    public void onBatchEnd() {
        LinkHandler to = session;
        if (to != null) {
            to.onBatchEnd();
        }
    }

    @Override
    public void onMessage(Message message) {
        LinkHandler to = session;
        RouterHandshake current = handshake;
        if (to != null && delivering.get() == 0 && early.isEmpty()) {
            to.onMessage(message);
        } else if (current != null && !current.ended()) {
            step(current, message);
        } else if (!refused) {
            postpone(message);
        }
    }

    private void step(RouterHandshake current, Message message) {
        if (current.awaitsHello()) {
            clock.expectProof(current);
        }
        try {
            current.onMessage(message);
        } catch (RuntimeException e) {
            // An authenticator that fails lets nobody in; its message may hold secrets.
            current.refuse(ErrorUri.AUTHENTICATION_FAILED, "authentication failed");
        }
    }

    private void postpone(Message message) {
        if (earlyCount.incrementAndGet() <= MOST_EARLY) {
            early.add(message);
            deliverEarly();
        } else {
            link.close(new CloseReason(CloseReason.Kind.POLICY, "too many messages before the session began"));
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        clock.stop();
        if (handshake != null) {
            handshake.onClosed();
        }
        early.add(reason);
        deliverEarly();
    }

    @Override
    public long expectedSession(@Nullable String realm) {
        expected =
                realm == null ? 0 : realms.find(realm).map(Realm::nextSessionId).orElse(0L);
        return expected;
    }

    @Override
    public void challenge(Challenge challenge) {
        link.send(challenge);
    }

    @Override
    public void admitted(Admitted admitted) {
        clock.stop();
        Optional<Realm> found = realms.find(admitted.realm());
        if (found.isEmpty()) {
            abort(ErrorUri.NO_SUCH_REALM, "no realm " + Quoted.uri(admitted.realm()));
            return;
        }
        Realm realm = found.get();
        // The ids of all realms come from one source: the one that was told is good for every realm.
        long id = expected == 0 ? realm.nextSessionId() : expected;
        realm.join(admitted.details(id), admitted.hello().details(), link).whenComplete(this::joined);
    }

    private void joined(@Nullable LinkHandler handler, @Nullable Throwable failure) {
        if (handler != null) {
            session = handler;
            deliverEarly();
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApplicationError error) {
            abort(error.uri(), error.text());
        } else {
            abort(ErrorUri.RUNTIME_ERROR, "the realm could not take the session");
        }
    }

    /** Hands what waited to the session, in order, from one thread at a time. */
    private void deliverEarly() {
        LinkHandler to = session;
        if (to == null || delivering.getAndIncrement() != 0) {
            return;
        }
        int rounds = 1;
        while (rounds != 0) {
            for (Object next = early.poll(); next != null; next = early.poll()) {
                if (next instanceof CloseReason reason) {
                    to.onClosed(reason);
                } else {
                    to.onMessage((Message) next);
                }
            }
            rounds = delivering.addAndGet(-rounds);
        }
    }

    @Override
    public void refused(Abort abort) {
        clock.stop();
        refused = true;
        early.clear();
        link.send(abort);
        boolean breach = abort.reason().equals(ErrorUri.PROTOCOL_VIOLATION);
        link.close(new CloseReason(breach ? CloseReason.Kind.PROTOCOL_ERROR : CloseReason.Kind.NORMAL, abort.reason()));
    }

    private void abort(String reason, String text) {
        refused(new Abort(Dict.of("message", text), reason));
    }

    @Override
    public void abandoned(Abort abort) {
        clock.stop();
        refused = true;
        link.close(CloseReason.normal());
    }
}
