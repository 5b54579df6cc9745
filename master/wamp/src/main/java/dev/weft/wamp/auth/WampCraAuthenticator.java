package dev.weft.wamp.auth;

import dev.weft.wamp.auth.WampCraSecret.Salting;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code wampcra}: the client signs a challenge with a shared secret (specification, "Challenge Response Authentication"). Derives no
 * key: where there is salt, the router has the derived key already.
 */
public final class WampCraAuthenticator implements Authenticator {

    private static final int NONCE_BYTES = 24;
    private static final String PROVIDER_OF_STRANGERS = "static";
    private static final Known<WampCraSecret> STRANGER = new Known<>(
            new Principal(null, "", "anonymous", PROVIDER_OF_STRANGERS, Dict.empty(), List.of()),
            new WampCraSecret("", null));

    private final Credentials<WampCraSecret> credentials;
    private final Decoys decoys;
    private final RandomBytes random;
    private final Supplier<String> now;

    /** @param now the time for challenges: UTC as in ISO 8601 */
    public WampCraAuthenticator(
            Credentials<WampCraSecret> credentials, Decoys decoys, RandomBytes random, Supplier<String> now) {
        this.credentials = credentials;
        this.decoys = decoys;
        this.random = random;
        this.now = now;
    }

    @Override
    public String method() {
        return AuthMethods.WAMPCRA;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String authid = applicant.authid();
        if (authid == null) {
            return CompletableFuture.completedFuture(Refusals.malformed("wampcra authentication needs an authid"));
        }
        return Refusals.caught(credentials.find(applicant).thenApply(found -> ask(applicant, authid, found)));
    }

    private Step ask(Applicant applicant, String authid, Optional<Known<WampCraSecret>> found) {
        Known<WampCraSecret> known = found.orElseGet(() -> decoy(authid));
        String challenge = challenge(applicant, known.principal());
        WampCraSecret secret = known.credential();
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("challenge", challenge);
        Salting salting = secret.salting();
        if (salting != null) {
            extra.put("salt", salting.salt());
            extra.put("iterations", (long) salting.iterations());
            extra.put("keylen", (long) salting.keylen());
        }
        return new Ask(
                Dict.of(extra),
                answer -> CompletableFuture.completedFuture(verify(found, secret.secret(), challenge, answer)));
    }

    private String challenge(Applicant applicant, Principal principal) {
        Map<String, @Nullable Object> challenge = new LinkedHashMap<>();
        challenge.put("authid", principal.authid());
        challenge.put("authrole", principal.authrole());
        challenge.put("authmethod", AuthMethods.WAMPCRA);
        challenge.put("authprovider", principal.authprovider());
        challenge.put("session", applicant.session());
        challenge.put("nonce", Base64.getUrlEncoder().encodeToString(random.next(NONCE_BYTES)));
        challenge.put("timestamp", now.get());
        return JsonText.line(challenge);
    }

    private static Step verify(
            Optional<Known<WampCraSecret>> found, String secret, String challenge, Authenticate answer) {
        byte[] expected = WampCraSignature.of(secret, challenge).getBytes(StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(expected, answer.signature().getBytes(StandardCharsets.UTF_8));
        // An empty secret proves nothing: it is a mistake of the configuration, such as an empty variable.
        return genuine & !secret.isEmpty() && found.isPresent()
                ? found.get().principal().accepted()
                : Refusals.proofFailed();
    }

    private Known<WampCraSecret> decoy(String authid) {
        Known<WampCraSecret> like =
                decoys.choose(credentials.examples(), authid).orElse(STRANGER);
        Salting salting = like.credential().salting();
        String secret = Base64.getEncoder().encodeToString(decoys.bytes("wampcra secret", authid, Sha256.BYTES));
        Principal principal = like.principal();
        return new Known<>(
                new Principal(null, authid, principal.authrole(), principal.authprovider(), Dict.empty(), List.of()),
                new WampCraSecret(
                        secret,
                        salting == null
                                ? null
                                : new Salting(
                                        decoys.textLike("wampcra salt", authid, salting.salt()),
                                        salting.iterations(),
                                        salting.keylen())));
    }
}
