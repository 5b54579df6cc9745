package dev.weft.wamp.handshake;

import static java.util.Objects.requireNonNull;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The router's side of the opening handshake: HELLO, a CHALLENGE where the method asks for one, AUTHENTICATE. The first of the client's
 * methods that this transport offers decides, unless it passes. A message out of place is a protocol violation.
 */
public final class RouterHandshake {

    /** Where a handshake goes. Called on the thread of the message, or on whichever thread an authenticator answered. */
    public interface Outcome {

        /** The id that a session in this realm would have; 0: nobody knows. Called once, at HELLO. */
        default long expectedSession(@Nullable String realm) {
            return 0;
        }

        /** Send this and wait for AUTHENTICATE. */
        void challenge(Challenge challenge);

        /** The client is who it says. Nothing else is called afterwards. */
        void admitted(Admitted admitted);

        /** Send this and close. Nothing else is called afterwards. */
        void refused(Abort abort);

        /** The client gave up with this ABORT: close. Nothing else is called afterwards. */
        void abandoned(Abort abort);
    }

    /** Where the handshake stands; replaced as a whole, so that a late answer of an authenticator finds out that it is late. */
    private record State(
            Phase phase, @Nullable Hello hello, String method, Authenticator.@Nullable Verifier verifier) {}

    private enum Phase {
        EXPECT_HELLO,
        DECIDING,
        EXPECT_AUTHENTICATE,
        ENDED
    }

    private static final State ENDED = new State(Phase.ENDED, null, "", null);

    private final List<Authenticator> offered;
    private final LinkInfo link;
    private final Outcome outcome;
    private final AtomicReference<State> state = new AtomicReference<>(new State(Phase.EXPECT_HELLO, null, "", null));

    /** @param offered the methods that the transport offers; their order does not matter */
    public RouterHandshake(List<Authenticator> offered, LinkInfo link, Outcome outcome) {
        this.offered = List.copyOf(offered);
        this.link = link;
        this.outcome = outcome;
    }

    /** True while HELLO has not come: time limits differ before and after it. */
    public boolean awaitsHello() {
        return current().phase() == Phase.EXPECT_HELLO;
    }

    /** True once admitted, refused, abandoned or ended. */
    public boolean ended() {
        return current().phase() == Phase.ENDED;
    }

    public void onMessage(Message message) {
        State now = current();
        if (now.phase() == Phase.EXPECT_HELLO && message instanceof Hello hello) {
            onHello(now, hello);
        } else if (now.phase() == Phase.EXPECT_AUTHENTICATE && message instanceof Authenticate answer) {
            onAuthenticate(now, answer);
        } else if (message instanceof Abort abort) {
            if (end()) {
                outcome.abandoned(abort);
            }
        } else {
            refuse(ErrorUri.PROTOCOL_VIOLATION, message.type() + " is out of place in the opening handshake");
        }
    }

    /** Refuses from outside, for example when time is up. Does nothing once the handshake has ended. */
    public void refuse(String reason, String text) {
        if (end()) {
            outcome.refused(new Abort(Dict.of("message", text), reason));
        }
    }

    /** Ends silently: the connection is gone. */
    public void onClosed() {
        state.set(ENDED);
    }

    private State current() {
        return requireNonNull(state.get());
    }

    private boolean end() {
        return requireNonNull(state.getAndSet(ENDED)).phase() != Phase.ENDED;
    }

    private void onHello(State now, Hello hello) {
        Applicant applicant = new Applicant(hello, link, outcome.expectedSession(hello.realm()));
        ask(now, applicant, candidates(hello).iterator());
    }

    /** The next method decides; where it passes, the one behind it. */
    private void ask(State now, Applicant applicant, Iterator<Authenticator> candidates) {
        if (!candidates.hasNext()) {
            refuse(ErrorUri.NO_AUTH_METHOD, "none of the authmethods in HELLO is offered here");
            return;
        }
        Authenticator chosen = candidates.next();
        State deciding = new State(Phase.DECIDING, applicant.hello(), chosen.method(), null);
        if (state.compareAndSet(now, deciding)) {
            chosen.hello(applicant).whenComplete((step, failure) -> {
                if (step instanceof Authenticator.Pass) {
                    ask(deciding, applicant, candidates);
                } else {
                    onStep(deciding, step);
                }
            });
        }
    }

    /** Of the client's methods those that are offered here, in the client's order, each once. */
    private Set<Authenticator> candidates(Hello hello) {
        List<@Nullable Object> wanted = hello.details().list("authmethods");
        Set<Authenticator> found = new LinkedHashSet<>();
        for (Object method : wanted == null || wanted.isEmpty() ? List.of(AuthMethods.ANONYMOUS) : wanted) {
            for (Authenticator authenticator : offered) {
                if (authenticator.method().equals(method)) {
                    found.add(authenticator);
                }
            }
        }
        return found;
    }

    private void onAuthenticate(State now, Authenticate answer) {
        State deciding = new State(Phase.DECIDING, now.hello(), now.method(), null);
        if (now.verifier() != null && state.compareAndSet(now, deciding)) {
            now.verifier().verify(answer).whenComplete((step, failure) -> onStep(deciding, step));
        }
    }

    /** @param step null where the authenticator failed */
    private void onStep(State deciding, Authenticator.@Nullable Step step) {
        if (step instanceof Authenticator.Accept accept) {
            accepted(deciding, accept);
        } else if (step instanceof Authenticator.Ask ask) {
            asked(deciding, ask);
        } else if (state.compareAndSet(deciding, ENDED)) {
            outcome.refused(refusal(step));
        }
    }

    private void accepted(State deciding, Authenticator.Accept accept) {
        Hello hello = deciding.hello();
        String asked = hello == null ? null : hello.realm();
        String realm = accept.realm() != null ? accept.realm() : asked;
        if (!state.compareAndSet(deciding, ENDED)) {
            return;
        }
        if (hello == null || realm == null) {
            outcome.refused(new Abort(
                    Dict.of("message", "HELLO names no realm, and " + deciding.method() + " does not decide one"),
                    ErrorUri.NO_SUCH_REALM));
        } else {
            outcome.admitted(new Admitted(realm, deciding.method(), accept, hello));
        }
    }

    private void asked(State deciding, Authenticator.Ask ask) {
        State challenged = new State(Phase.EXPECT_AUTHENTICATE, deciding.hello(), deciding.method(), ask.verifier());
        if (state.compareAndSet(deciding, challenged)) {
            outcome.challenge(new Challenge(deciding.method(), ask.extra()));
        }
    }

    private static Abort refusal(Authenticator.@Nullable Step step) {
        return step instanceof Authenticator.Deny deny
                ? new Abort(Dict.of("message", deny.message()), deny.reason())
                : new Abort(Dict.of("message", "authentication failed"), ErrorUri.AUTHENTICATION_FAILED);
    }
}
