package dev.weft.wamp.auth;

import dev.weft.wamp.auth.ScramKeys.Cost;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM: the client proves that it knows a password of which the router has only hashes, and the router proves that it has these (RFC
 * 5802 with SHA-256, RFC 7677). Derives no key: that is the client's work.
 */
public final class ScramAuthenticator implements Authenticator {

    private static final int NONCE_BYTES = 16;
    private static final int LEAST_CLIENT_NONCE = 8;
    private static final int MOST_CLIENT_NONCE = 256;

    /** What Autobahn derives with: somebody unknown looks like this where nobody is known. */
    private static final Cost USUAL = new Cost(ScramKdf.AUTOBAHN_ARGON2ID, new byte[16], 4096, 512);

    private final ScramDialect dialect;
    private final Credentials<ScramKeys> credentials;
    private final Decoys decoys;
    private final RandomBytes random;

    public ScramAuthenticator(
            ScramDialect dialect, Credentials<ScramKeys> credentials, Decoys decoys, RandomBytes random) {
        this.dialect = dialect;
        this.credentials = credentials;
        this.decoys = decoys;
        this.random = random;
    }

    @Override
    public String method() {
        return dialect.method();
    }

    /** What the client wants: checked. */
    private record Request(String authid, String nonce, byte[] nonceBytes, ScramBinding binding) {}

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String authid = applicant.authid();
        String nonce = applicant.authextra().string("nonce");
        byte[] bytes = nonce == null ? null : ScramDialect.bytes(nonce);
        if (authid == null || nonce == null || bytes == null || !isNonce(bytes)) {
            return refused("SCRAM needs an authid and authextra.nonce: 8 to 256 random bytes in base64");
        }
        ScramBinding binding = dialect == ScramDialect.CROSSBAR
                ? ScramBinding.NONE
                : ScramBinding.of(applicant.authextra().string("channel_binding"), applicant.link());
        if (binding == null) {
            return refused("channel binding of this type is not available on this connection");
        }
        Request request = new Request(authid, nonce, bytes, binding);
        return Refusals.caught(credentials.find(applicant).thenApply(found -> ask(request, found)));
    }

    private static boolean isNonce(byte[] bytes) {
        return bytes.length >= LEAST_CLIENT_NONCE && bytes.length <= MOST_CLIENT_NONCE;
    }

    private static CompletionStage<Step> refused(String message) {
        return CompletableFuture.completedFuture(Refusals.malformed(message));
    }

    private Step ask(Request request, Optional<Known<ScramKeys>> found) {
        ScramKeys keys = found.map(Known::credential).orElseGet(() -> decoy(request.authid()));
        Cost cost = keys.cost();
        String nonce = dialect.join(request.nonce(), request.nonceBytes(), random.next(NONCE_BYTES));
        String salt = Base64.getEncoder().encodeToString(cost.salt());
        ScramExchange.Said said = new ScramExchange.Said(request.nonce(), nonce, salt, cost.iterations());
        ScramExchange exchange;
        try {
            exchange = ScramExchange.of(dialect, request.authid(), said, request.binding());
        } catch (IllegalArgumentException noName) {
            return Refusals.malformed("no user can have this authid: it has characters that are prohibited");
        }
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("nonce", nonce);
        extra.put("kdf", cost.kdf().wireName());
        extra.put("salt", salt);
        extra.put("iterations", (long) cost.iterations());
        extra.put("memory", (long) cost.memory());
        return new Ask(
                Dict.of(extra),
                answer -> CompletableFuture.completedFuture(
                        repeats(request, nonce, answer)
                                ? verify(found, keys, exchange, answer)
                                : Refusals.malformed("nonce or channel binding is not the one of this exchange")));
    }

    /** Crossbar.io's clients say only their proof. */
    private boolean repeats(Request request, String nonce, Authenticate answer) {
        if (dialect == ScramDialect.CROSSBAR) {
            return true;
        }
        ScramBinding binding = request.binding();
        Dict extra = answer.extra();
        return nonce.equals(extra.string("nonce"))
                && same(binding.type(), extra.string("channel_binding"))
                && same(binding.dataText(), extra.string("cbind_data"));
    }

    private static boolean same(@Nullable String expected, @Nullable String given) {
        return expected == null || given == null
                ? expected == given
                : MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private Step verify(Optional<Known<ScramKeys>> found, ScramKeys keys, ScramExchange exchange, Authenticate answer) {
        byte[] proof = ScramDialect.bytes(answer.signature());
        boolean genuine = exchange.proves(proof == null ? new byte[0] : proof, keys.storedKey());
        if (!genuine || found.isEmpty()) {
            return Refusals.proofFailed();
        }
        Accept accept = found.get().principal().accepted();
        String signature = Base64.getEncoder().encodeToString(exchange.serverSignature(keys.serverKey()));
        return new Accept(
                accept.realm(),
                accept.authid(),
                accept.authrole(),
                accept.authprovider(),
                accept.authextra().with(dialect.verifierKey(), signature));
    }

    private ScramKeys decoy(String authid) {
        Cost like = decoys.choose(credentials.examples(), authid)
                .map(known -> known.credential().cost())
                .orElse(USUAL);
        byte[] salt = decoys.bytes("scram salt", authid, like.salt().length);
        return new ScramKeys(
                new Cost(like.kdf(), salt, like.iterations(), like.memory()),
                decoys.bytes("scram stored key", authid, Sha256.BYTES),
                decoys.bytes("scram server key", authid, Sha256.BYTES));
    }
}
