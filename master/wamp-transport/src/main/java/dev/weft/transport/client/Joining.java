package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.wamp.auth.AnonymousClientAuthenticator;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.handshake.ClientJoin;
import dev.weft.wamp.handshake.JoinRequest;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link from HELLO on, with failures that say where they happened. */
final class Joining implements LinkHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final ClientSettings settings;
    private final Link link;
    private final ClientJoin join;
    private final List<String> asked;
    private final CompletableFuture<WampSession> joined;

    Joining(ClientSettings settings, Link link, CompletableFuture<WampSession> joined) {
        this.settings = settings;
        this.link = link;
        this.joined = joined;
        List<ClientAuthenticator> methods = settings.authenticators().isEmpty()
                ? List.of(new AnonymousClientAuthenticator())
                : settings.authenticators();
        this.asked = methods.stream().map(ClientAuthenticator::method).toList();
        this.join = new ClientJoin(
                new JoinRequest(settings.realm(), settings.authrole(), methods),
                link,
                (where, failure) -> LOG.error("{}: {}", settings, where, failure));
        join.joined().whenComplete(this::onJoined);
        join.start();
    }

    private void onJoined(@Nullable WampSession session, @Nullable Throwable failure) {
        if (session != null) {
            if (!joined.complete(session)) {
                session.close();
            }
        } else if (failure instanceof ApplicationError refusal) {
            joined.completeExceptionally(explained(refusal));
        } else {
            failed(failure == null ? "" : String.valueOf(failure.getMessage()), failure);
        }
    }

    /** The router knows what it wants, but not where this client says what it asks for. */
    private ApplicationError explained(ApplicationError refusal) {
        if (refusal.uri().equals(ErrorUri.NO_AUTH_METHOD)) {
            return ApplicationError.of(
                    refusal.uri(), refusal.text() + " (this client asked for: " + String.join(", ", asked) + ")");
        }
        return refusal.uri().equals(ErrorUri.NO_SUCH_REALM) && settings.realm() == null
                ? ApplicationError.of(refusal.uri(), refusal.text() + " (this client named no realm)")
                : refusal;
    }

    @Override
    public void onMessage(Message message) {
        if (joined.isDone()) {
            join.onMessage(message);
            return;
        }
        try {
            join.onMessage(message);
        } catch (ProtocolViolation e) {
            throw e;
        } catch (RuntimeException e) {
            failed("the challenge of the router could not be answered: " + e.getMessage(), e);
            link.send(new Abort(Dict.empty(), ErrorUri.AUTHENTICATION_FAILED));
            link.close(CloseReason.normal());
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        failed(reason.text(), null);
        join.onClosed(reason);
    }

    /** Enough waited for WELCOME. */
    void expire() {
        failed(
                "the router did not open the session within "
                        + settings.joinTimeout().toMillis() + " ms",
                null);
        link.close(CloseReason.normal());
    }

    /** Does nothing once it is decided. */
    private void failed(String why, @Nullable Throwable cause) {
        joined.completeExceptionally(
                new ConnectFailed("connected to " + settings.url() + ", but did not join: " + why, cause));
    }
}
