package dev.weft.client;

import dev.weft.wamp.auth.AnonymousClientAuthenticator;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.ConnectionClientAuthenticator;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.auth.WampCraClientAuthenticator;
import dev.weft.wamp.message.Dict;
import java.security.SecureRandom;

/** How a client proves who it is: one line per method of authentication. */
public final class Login {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Keys take up to seconds, and only while a connection is made. */
    private static final KeyDeriver DERIVER = KeyDeriver.on(task -> {
        Thread thread = new Thread(task, "weft-client-key");
        thread.setDaemon(true);
        thread.start();
    });

    private Login() {}

    /** {@code anonymous}. */
    public static ClientAuthenticator anonymous() {
        return new AnonymousClientAuthenticator();
    }

    /** {@code ticket}: the secret goes over the wire, so only over TLS. */
    public static ClientAuthenticator ticket(String authid, String ticket) {
        return new TicketClientAuthenticator(authid, ticket);
    }

    /** {@code wampcra}, with or without salt. */
    public static ClientAuthenticator wampCra(String authid, String secret) {
        return new WampCraClientAuthenticator(authid, secret, DERIVER);
    }

    /** {@code wamp-scram}, as the specification has it. */
    public static ClientAuthenticator scram(String authid, String password) {
        return scram(ScramDialect.SPECIFICATION, ScramClientAuthenticator.Login.of(authid, password));
    }

    /** SCRAM in another dialect, as Crossbar.io has it, or with channel binding. */
    public static ClientAuthenticator scram(ScramDialect dialect, ScramClientAuthenticator.Login login) {
        return new ScramClientAuthenticator(dialect, login, Login::random, DERIVER);
    }

    /**
     * {@code cryptosign}.
     *
     * @param privateKeyHex Ed25519, 64 hex digits
     */
    public static ClientAuthenticator cryptosign(String authid, String privateKeyHex) {
        return new CryptosignClientAuthenticator(authid, SigningKey.ofHex(privateKeyHex));
    }

    /**
     * {@code cryptosign} bound to the TLS connection by {@code tls-exporter} (RFC 9266): who passes the login on over another connection
     * is refused. For that both ends need a JDK 25 or later and TLS 1.3; where one does not have it, the login fails. Who can also choose
     * the challenge is not held off, which is how WAMP defines it: that takes {@link #scram} with a channel binding.
     *
     * @param privateKeyHex Ed25519, 64 hex digits
     */
    public static ClientAuthenticator boundCryptosign(String authid, String privateKeyHex) {
        return new CryptosignClientAuthenticator(
                authid, SigningKey.ofHex(privateKeyHex), Dict.of("channel_binding", "tls-exporter"));
    }

    /** {@code tls}: the certificate of {@code ClientTls.Identity}. */
    public static ClientAuthenticator tls() {
        return ConnectionClientAuthenticator.tls();
    }

    /** {@code cookie}: the one in the headers of the WebSocket upgrade. */
    public static ClientAuthenticator cookie() {
        return ConnectionClientAuthenticator.cookie();
    }

    private static byte[] random(int count) {
        byte[] drawn = new byte[count];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
