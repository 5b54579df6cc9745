package dev.weft.wamp.handshake;

import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.client.ClientRoles;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Welcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The client's side of the opening handshake. For one thread. */
public final class ClientHandshake {

    private final JoinRequest request;
    private final List<ClientAuthenticator> authenticators;
    private final LinkInfo link;
    private @Nullable ClientAuthenticator challenged;

    public ClientHandshake(JoinRequest request, LinkInfo link) {
        this.request = request;
        this.authenticators = request.authenticators().stream()
                .map(ClientAuthenticator::forOneJoin)
                .toList();
        this.link = link;
    }

    /** What a message of the router leads to. */
    public sealed interface Step permits Answer, Joined, Refused {}

    /** Send this, once it is there, and go on. */
    public record Answer(CompletionStage<Authenticate> message) implements Step {}

    /**
     * The session is open.
     *
     * @param welcome details of WELCOME: roles and features of the router are in there
     */
    public record Joined(SessionDetails details, Dict welcome) implements Step {}

    /** The router refused. */
    public record Refused(String reason, String text) implements Step {}

    /** The first message. */
    public Hello hello() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        Map<String, @Nullable Object> authextra = new LinkedHashMap<>();
        details.put("roles", ClientRoles.dict().values());
        details.put(
                "authmethods",
                authenticators.stream().map(ClientAuthenticator::method).toList());
        for (ClientAuthenticator authenticator : authenticators) {
            if (authenticator.authid() != null) {
                details.putIfAbsent("authid", authenticator.authid());
            }
            authextra.putAll(authenticator.authextra().values());
        }
        if (request.authrole() != null) {
            details.put("authrole", request.authrole());
        }
        if (!authextra.isEmpty()) {
            details.put("authextra", authextra);
        }
        return new Hello(request.realm(), Dict.of(details));
    }

    /** @throws ProtocolViolation for a message that has no place here; the caller answers with ABORT and closes */
    public Step onMessage(Message message) {
        if (message instanceof Challenge challenge) {
            ClientAuthenticator asked = authenticator(challenge.authmethod());
            challenged = asked;
            return new Answer(asked.answer(challenge, link));
        }
        if (message instanceof Welcome welcome) {
            requireProof(welcome.details().dict("authextra"));
            return new Joined(details(welcome), welcome.details());
        }
        if (message instanceof Abort abort) {
            String text = abort.details().string("message");
            return new Refused(abort.reason(), text == null ? "" : text);
        }
        throw ProtocolViolation.of(message.type() + " is out of place in the opening handshake");
    }

    /** A router that has asked for no proof may have to give one all the same: else it could leave the question out. */
    private void requireProof(Dict authextra) {
        ProtocolViolation unproved = null;
        for (ClientAuthenticator method : challenged == null ? authenticators : List.of(challenged)) {
            try {
                method.onWelcome(authextra);
                return;
            } catch (ProtocolViolation violation) {
                unproved = violation;
            }
        }
        if (unproved != null) {
            throw unproved;
        }
    }

    private ClientAuthenticator authenticator(String method) {
        return authenticators.stream()
                .filter(a -> a.method().equals(method))
                .findFirst()
                .orElseThrow(() -> ProtocolViolation.of("challenge for a method that was not offered: " + method));
    }

    private SessionDetails details(Welcome welcome) {
        Dict details = welcome.details();
        String realm = orElse(details.string("realm"), request.realm());
        if (realm == null) {
            throw ProtocolViolation.of("WELCOME does not say which realm was joined");
        }
        List<ClientAuthenticator> known = request.authenticators();
        String authid = orElse(
                details.string("authid"), known.isEmpty() ? null : known.get(0).authid());
        String authrole = orElse(details.string("authrole"), request.authrole());
        String authmethod = orElse(details.string("authmethod"), "anonymous");
        return new SessionDetails(
                welcome.session(),
                realm,
                authid == null ? "" : authid,
                authrole == null ? "anonymous" : authrole,
                authmethod == null ? "anonymous" : authmethod,
                details.string("authprovider"),
                details.dict("authextra"));
    }

    private static @Nullable String orElse(@Nullable String value, @Nullable String fallback) {
        return value != null ? value : fallback;
    }
}
