package dev.weft.wamp.auth;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** SCRAM, the client's side: proves the password without telling it, and lets nobody in as router who does not know it, too. */
public final class ScramClientAuthenticator implements ClientAuthenticator {

    private static final int NONCE_BYTES = 16;

    private final ScramDialect dialect;
    private final Login login;
    private final RandomBytes random;
    private final KeyDeriver deriver;

    /** The last derivation, so that it is not made again for each connection. As secret as the password. */
    private volatile @Nullable Derived last;

    private record Derived(ScramChallenge.Cost cost, byte[] salted) {}

    /**
     * As whom.
     *
     * @param channelBinding type of channel binding that is wanted, such as {@code tls-server-end-point}; null: none. Only with
     *     {@link ScramDialect#SPECIFICATION}
     */
    public record Login(
            String authid, String password, @Nullable String channelBinding) {

        /** Without channel binding. */
        public static Login of(String authid, String password) {
            return new Login(authid, password, null);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + authid + "]";
        }
    }

    public ScramClientAuthenticator(ScramDialect dialect, Login login, RandomBytes random, KeyDeriver deriver) {
        this.dialect = dialect;
        this.login = login;
        this.random = random;
        this.deriver = deriver;
    }

    @Override
    public String method() {
        return dialect.method();
    }

    @Override
    public String authid() {
        return login.authid();
    }

    /** Of no use: a nonce is good for one connection. */
    @Override
    public Dict authextra() {
        return Dict.empty();
    }

    /** Of no use, as {@link #authextra}. */
    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        throw ProtocolViolation.of("a SCRAM challenge without a nonce before it");
    }

    private CompletionStage<byte[]> salted(ScramChallenge.Cost cost) {
        Derived known = last;
        if (known != null && known.cost().equals(cost)) {
            return CompletableFuture.completedFuture(known.salted());
        }
        return deriver.derive(() -> {
            byte[] salted = cost.saltedPassword(login.password());
            last = new Derived(cost, salted);
            return salted;
        });
    }

    @Override
    public ClientAuthenticator forOneJoin() {
        return new Join(Base64.getEncoder().encodeToString(random.next(NONCE_BYTES)));
    }

    /** One exchange. */
    private final class Join implements ClientAuthenticator {

        private final String clientNonce;

        /** Written where keys are derived, read by the link's thread when WELCOME comes. */
        private volatile byte @Nullable [] expected;

        Join(String clientNonce) {
            this.clientNonce = clientNonce;
        }

        @Override
        public String method() {
            return dialect.method();
        }

        @Override
        public String authid() {
            return login.authid();
        }

        @Override
        public Dict authextra() {
            Dict extra = Dict.of("nonce", clientNonce);
            return login.channelBinding() == null ? extra : extra.with("channel_binding", login.channelBinding());
        }

        @Override
        public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
            ScramChallenge asked = ScramChallenge.of(challenge.extra());
            if (!dialect.extend(clientNonce, asked.nonce())) {
                throw ProtocolViolation.of("the nonce of the router does not begin with that of the client");
            }
            asked.cost().requireWithin(deriver.limits());
            ScramBinding binding = ScramBinding.of(login.channelBinding(), link);
            if (binding == null) {
                throw ProtocolViolation.of("this connection has no channel binding '" + login.channelBinding() + "'");
            }
            ScramExchange.Said said = new ScramExchange.Said(
                    clientNonce,
                    asked.nonce(),
                    asked.cost().salt(),
                    asked.cost().iterations());
            ScramExchange exchange = ScramExchange.of(dialect, login.authid(), said, binding);
            return salted(asked.cost()).thenApply(salted -> {
                expected = exchange.serverSignature(ScramKeys.serverKey(salted));
                String proof = Base64.getEncoder().encodeToString(exchange.clientProof(salted));
                return new Authenticate(proof, extra(asked.nonce(), binding));
            });
        }

        private Dict extra(String nonce, ScramBinding binding) {
            return dialect == ScramDialect.CROSSBAR
                    ? Dict.empty()
                    : Dict.of("nonce", nonce)
                            .with("channel_binding", binding.type())
                            .with("cbind_data", binding.dataText());
        }

        @Override
        public void onWelcome(Dict authextra) {
            byte[] wanted = expected;
            String shown = authextra.string(dialect.verifierKey());
            // The specification's text has the signature alone, its example has "v=" before it.
            String text = shown != null && shown.startsWith("v=") ? shown.substring(2) : shown;
            byte[] signature = text == null ? null : ScramDialect.bytes(text);
            if (wanted == null || signature == null || !MessageDigest.isEqual(wanted, signature)) {
                throw ProtocolViolation.of("the router has not proved that it knows the keys of this user");
            }
        }
    }
}
