package dev.weft.wamp.client;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Unsubscribed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A joined session over any link: requests and their answers, registrations, subscriptions. Has no thread of its own: what arrives is
 * handled on the link's thread, and stages complete there.
 */
public final class ClientSession implements WampSession, LinkHandler {

    /** Requests that may wait for an answer at one time. */
    public static final int DEFAULT_MAX_PENDING = 10_000;

    private final SessionDetails details;
    private final Link link;
    private final HandlerFailures failures;
    private final RouterFeatures router;
    private final Requests requests;
    private final Subscriptions subscriptions;
    private final Registrations registrations;
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    /**
     * What a session is made of.
     *
     * @param welcome details of WELCOME: the router's roles and features
     * @param maxPending requests that may wait for an answer at one time
     */
    public record Setup(SessionDetails details, Dict welcome, HandlerFailures failures, int maxPending) {

        public Setup(SessionDetails details, Dict welcome, HandlerFailures failures) {
            this(details, welcome, failures, DEFAULT_MAX_PENDING);
        }
    }

    public ClientSession(Setup setup, Link link) {
        this.details = setup.details();
        this.link = link;
        this.failures = setup.failures();
        this.router = RouterFeatures.of(setup.welcome());
        this.requests = new Requests(link, setup.maxPending());
        this.subscriptions = new Subscriptions(requests, failures);
        this.registrations = new Registrations(requests, failures);
    }

    @Override
    public SessionDetails details() {
        return details;
    }

    @Override
    public RunningCall open(String procedure, Dict options, Payload payload, Consumer<Payload> progress) {
        return new OutgoingCall(requests, router, procedure).start(options, payload, progress);
    }

    @Override
    public CompletionStage<Registration> register(String procedure, Dict options, InvocationHandler handler) {
        return registrations.register(procedure, options, handler);
    }

    @Override
    public CompletionStage<Subscription> subscribe(String topic, Dict options, EventHandler handler) {
        return subscriptions.subscribe(topic, options, handler);
    }

    @Override
    public CompletionStage<Void> publish(String topic, Dict options, Payload payload) {
        ApplicationError refusal = router.refusal(payload);
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        Dict marked = Passthru.mark(options, payload);
        if (!options.flag(Options.ACKNOWLEDGE)) {
            return requests.send(id -> new Publish(id, marked, topic, payload));
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        requests.send(
                id -> new Publish(id, marked, topic, payload),
                new PendingRequest<>(MessageType.PUBLISH, future, answer -> null));
        return future;
    }

    @Override
    public CompletionStage<Void> writable() {
        return link.writable();
    }

    @Override
    public CompletionStage<String> closed() {
        return closed.copy();
    }

    @Override
    public @Nullable SessionClosed ending() {
        return requests.over();
    }

    @Override
    public CompletionStage<Void> close() {
        requests.finish(new SessionClosed(ErrorUri.CLOSE_REALM), new Goodbye(Dict.empty(), ErrorUri.CLOSE_REALM));
        return closed.thenAccept(reason -> {});
    }

    @Override
    public void onMessage(Message message) {
        try {
            dispatch(message);
        } catch (ProtocolViolation violation) {
            requests.finish(
                    SessionClosed.of(violation.uri(), violation.getMessage()),
                    new Abort(Dict.of("message", violation.getMessage()), violation.uri()));
            link.close(new CloseReason(CloseReason.Kind.PROTOCOL_ERROR, violation.getMessage()));
            end();
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        requests.finish(SessionClosed.of(ErrorUri.TRANSPORT_LOST, reason.text()), null);
        end();
    }

    private void dispatch(Message message) {
        switch (message.type()) {
            case EVENT -> subscriptions.onEvent((Event) message);
            case INVOCATION -> registrations.onInvocation((Invocation) message);
            case RESULT -> onResult((Result) message);
            case ERROR -> onError((ErrorMessage) message);
            case INTERRUPT -> registrations.onInterrupt((Interrupt) message);
            case PUBLISHED -> answer(((Published) message).request(), MessageType.PUBLISH, message);
            case SUBSCRIBED -> answer(((Subscribed) message).request(), MessageType.SUBSCRIBE, message);
            case REGISTERED -> answer(((Registered) message).request(), MessageType.REGISTER, message);
            case UNSUBSCRIBED -> onUnsubscribed((Unsubscribed) message);
            case UNREGISTERED -> onUnregistered((Unregistered) message);
            case GOODBYE -> onGoodbye((Goodbye) message);
            case ABORT -> onAbort((Abort) message);
            case HELLO,
                    WELCOME,
                    CHALLENGE,
                    AUTHENTICATE,
                    PUBLISH,
                    SUBSCRIBE,
                    UNSUBSCRIBE,
                    CALL,
                    CANCEL,
                    REGISTER,
                    UNREGISTER,
                    YIELD -> throw ProtocolViolation.of(message.type() + " is out of place in a client's session");
        }
    }

    private void answer(long request, MessageType type, Message answer) {
        Requests.Request waiting = requests.take(request, type);
        if (waiting != null) {
            waiting.answered(answer);
        }
    }

    private void onResult(Result result) {
        if (!result.details().flag(Options.PROGRESS)) {
            answer(result.request(), MessageType.CALL, result);
            return;
        }
        if (requests.find(result.request(), MessageType.CALL) instanceof PendingCall call) {
            try {
                call.progress().accept(Passthru.read(result.payload(), result.details()));
            } catch (RuntimeException e) {
                failures.handlerFailed("handler of progressive results", e);
            }
        }
    }

    private void onError(ErrorMessage error) {
        Requests.Request waiting = requests.take(error.request(), error.requestType());
        if (waiting != null) {
            waiting.failed(new ApplicationError(error.error(), Passthru.read(error.payload(), error.details())));
        }
    }

    private void onUnsubscribed(Unsubscribed message) {
        if (message.request() != 0) {
            answer(message.request(), MessageType.UNSUBSCRIBE, message);
            return;
        }
        Long revoked = message.details().integer(Options.SUBSCRIPTION);
        if (revoked != null) {
            subscriptions.revoked(revoked, reason(message.details()));
        }
    }

    private void onUnregistered(Unregistered message) {
        if (message.request() != 0) {
            answer(message.request(), MessageType.UNREGISTER, message);
            return;
        }
        Long revoked = message.details().integer(Options.REGISTRATION);
        if (revoked != null) {
            registrations.revoked(revoked, reason(message.details()));
        }
    }

    private static String reason(Dict details) {
        String reason = details.string(Options.REASON);
        return reason == null ? "the router took it away" : reason;
    }

    /** What is said for people beside a reason. */
    private static @Nullable String text(Dict details) {
        return details.string("message");
    }

    private void onGoodbye(Goodbye goodbye) {
        requests.finish(
                SessionClosed.of(goodbye.reason(), text(goodbye.details())),
                new Goodbye(Dict.empty(), ErrorUri.GOODBYE_AND_OUT));
        link.close(CloseReason.normal());
        end();
    }

    private void onAbort(Abort abort) {
        requests.finish(SessionClosed.of(abort.reason(), text(abort.details())), null);
        link.close(CloseReason.normal());
        end();
    }

    private void end() {
        SessionClosed reason = sessionClosed();
        requests.failAll(reason);
        registrations.end();
        closed.complete(reason.reason());
    }

    private SessionClosed sessionClosed() {
        SessionClosed over = requests.over();
        return over == null ? new SessionClosed(ErrorUri.TRANSPORT_LOST) : over;
    }
}
