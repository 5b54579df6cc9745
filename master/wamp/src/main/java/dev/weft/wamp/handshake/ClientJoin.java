package dev.weft.wamp.handshake;

import dev.weft.wamp.client.ClientSession;
import dev.weft.wamp.client.HandlerFailures;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection from its first message to its last: joins, then hands everything to the {@link ClientSession}. The link's
 * handler for its whole life.
 */
public final class ClientJoin implements LinkHandler {

    private final ClientHandshake handshake;
    private final Link link;
    private final HandlerFailures failures;
    private final CompletableFuture<WampSession> joined = new CompletableFuture<>();

    /** Only the link's thread reads and writes it. */
    private @Nullable ClientSession session;

    public ClientJoin(JoinRequest request, Link link, HandlerFailures failures) {
        this.handshake = new ClientHandshake(request, link.info());
        this.link = link;
        this.failures = failures;
    }

    /** Sends HELLO. Call it once, when the link is open. */
    public void start() {
        link.send(handshake.hello());
    }

    /**
     * The session. Fails with {@link ApplicationError} (the uri and text of ABORT) where the router refuses, with {@link SessionClosed}
     * where the connection ends first, with {@link ProtocolViolation} where the router breaks the protocol.
     */
    public CompletionStage<WampSession> joined() {
        return joined;
    }

    @Override
    public void onMessage(Message message) {
        if (session != null) {
            session.onMessage(message);
            return;
        }
        try {
            onStep(handshake.onMessage(message));
        } catch (ProtocolViolation violation) {
            breach(violation);
        }
    }

    private void breach(ProtocolViolation violation) {
        link.send(new Abort(Dict.of("message", violation.getMessage()), violation.uri()));
        link.close(new CloseReason(CloseReason.Kind.PROTOCOL_ERROR, violation.getMessage()));
        joined.completeExceptionally(violation);
    }

    /** May come on any thread, and late: a link that is closed sends nothing. */
    private void onAnswer(@Nullable Authenticate answer, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (answer != null) {
            link.send(answer);
        } else if (cause instanceof ProtocolViolation violation) {
            breach(violation);
        } else {
            link.send(new Abort(Dict.empty(), ErrorUri.AUTHENTICATION_FAILED));
            link.close(CloseReason.normal());
            joined.completeExceptionally(cause == null ? new SessionClosed(ErrorUri.AUTHENTICATION_FAILED) : cause);
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        if (session != null) {
            session.onClosed(reason);
        } else {
            joined.completeExceptionally(new SessionClosed(ErrorUri.TRANSPORT_LOST));
        }
    }

    private void onStep(ClientHandshake.Step step) {
        if (step instanceof ClientHandshake.Answer answer) {
            answer.message().whenComplete(this::onAnswer);
        } else if (step instanceof ClientHandshake.Refused refused) {
            link.close(CloseReason.normal());
            joined.completeExceptionally(ApplicationError.of(refused.reason(), refused.text()));
        } else if (step instanceof ClientHandshake.Joined welcome) {
            session = new ClientSession(new ClientSession.Setup(welcome.details(), welcome.welcome(), failures), link);
            joined.complete(session);
        }
    }
}
