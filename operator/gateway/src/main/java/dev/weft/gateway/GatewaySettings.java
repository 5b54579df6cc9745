package dev.weft.gateway;

import dev.weft.engine.secret.SecretSource;
import dev.weft.transport.client.ClientTls;
import dev.weft.wamp.auth.ClientAuthenticator;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How to reach a fabric, and as whom.
 *
 * @param url of the master: {@code ws://…} or {@code wss://…}
 * @param authenticators who we are, usually one cryptosign key
 * @param callTimeout how long an answer may take; after that the effect of a change is unknown
 * @param readsAtOnce nodes that are read at the same time
 * @param secrets where references in configurations become values, right before they are sent
 * @param mayCall asked right before each call leaves: one that may not fails, and nothing of it was sent
 */
public record GatewaySettings(
        String url,
        List<ClientAuthenticator> authenticators,
        ClientTls tls,
        Duration callTimeout,
        int readsAtOnce,
        SecretSource secrets,
        BooleanSupplier mayCall) {

    public GatewaySettings {
        authenticators = List.copyOf(authenticators);
    }

    /** 40 seconds for an answer (the master gives up on a node after 30), 32 nodes at once. */
    public static GatewaySettings of(String url, List<ClientAuthenticator> authenticators, SecretSource secrets) {
        return new GatewaySettings(
                url, authenticators, ClientTls.defaults(), Duration.ofSeconds(40), 32, secrets, () -> true);
    }

    /** These, where others are trusted than the Java runtime does. */
    public GatewaySettings withTls(ClientTls other) {
        return new GatewaySettings(url, authenticators, other, callTimeout, readsAtOnce, secrets, mayCall);
    }

    /** These, where calls may not always leave. */
    public GatewaySettings withMayCall(BooleanSupplier asked) {
        return new GatewaySettings(url, authenticators, tls, callTimeout, readsAtOnce, secrets, asked);
    }
}
