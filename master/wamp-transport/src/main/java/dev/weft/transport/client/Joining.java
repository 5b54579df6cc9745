package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.wamp.auth.AnonymousClientAuthenticator;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.client.ClientSession;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.handshake.ClientHandshake;
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

/** A link from HELLO on: runs the handshake, then hands everything to the session. */
final class Joining implements LinkHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final ClientSettings settings;
    private final Link link;
    private final CompletableFuture<WampSession> joined;
    private final ClientHandshake handshake;
    private @Nullable ClientSession session;

    Joining(ClientSettings settings, Link link, CompletableFuture<WampSession> joined) {
        this.settings = settings;
        this.link = link;
        this.joined = joined;
        List<ClientAuthenticator> methods = settings.authenticators().isEmpty()
                ? List.of(new AnonymousClientAuthenticator())
                : settings.authenticators();
        this.handshake = new ClientHandshake(new JoinRequest(settings.realm(), null, methods), link.info());
        link.send(handshake.hello());
    }

    @Override
    public void onMessage(Message message) {
        if (session != null) {
            session.onMessage(message);
            return;
        }
        ClientHandshake.Step step;
        try {
            step = handshake.onMessage(message);
        } catch (ProtocolViolation e) {
            throw e;
        } catch (RuntimeException e) {
            failed("the challenge of the router could not be answered: " + e.getMessage(), e);
            link.send(new Abort(Dict.empty(), ErrorUri.AUTHENTICATION_FAILED));
            link.close(CloseReason.normal());
            return;
        }
        take(step);
    }

    private void take(ClientHandshake.Step step) {
        if (step instanceof ClientHandshake.Answer answer) {
            link.send(answer.message());
        } else if (step instanceof ClientHandshake.Refused refused) {
            joined.completeExceptionally(ApplicationError.of(refused.reason(), refused.text()));
            link.close(CloseReason.normal());
        } else if (step instanceof ClientHandshake.Joined welcome) {
            ClientSession opened = new ClientSession(
                    new ClientSession.Setup(
                            welcome.details(), welcome.welcome(), (where, failure) -> LOG.error("{}", where, failure)),
                    link);
            session = opened;
            if (!joined.complete(opened)) {
                opened.close();
            }
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        if (session != null) {
            session.onClosed(reason);
        } else {
            failed(reason.text(), null);
        }
    }

    /** WELCOME did not come in time. */
    void expire() {
        if (session == null) {
            failed("the router did not open the session within " + settings.joinTimeout().toMillis() + " ms", null);
            link.close(CloseReason.normal());
        }
    }

    private void failed(String why, @Nullable Throwable cause) {
        joined.completeExceptionally(
                new ConnectFailed("connected to " + settings.url() + ", but did not join: " + why, cause));
    }
}
