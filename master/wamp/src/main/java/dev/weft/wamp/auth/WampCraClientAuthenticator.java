package dev.weft.wamp.auth;

import dev.weft.wamp.auth.WampCraSecret.Salting;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code wampcra}, the client's side: signs the router's challenge, with a key derived from the secret where there is salt. */
public final class WampCraClientAuthenticator implements ClientAuthenticator {

    private final String authid;
    private final String secret;
    private final KeyDeriver deriver;

    public WampCraClientAuthenticator(String authid, String secret, KeyDeriver deriver) {
        this.authid = authid;
        this.secret = secret;
        this.deriver = deriver;
    }

    @Override
    public String method() {
        return AuthMethods.WAMPCRA;
    }

    @Override
    public String authid() {
        return authid;
    }

    @Override
    public Dict authextra() {
        return Dict.empty();
    }

    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        String text = challenge.extra().string("challenge");
        if (text == null) {
            throw ProtocolViolation.of("the wampcra challenge is missing");
        }
        String salt = challenge.extra().string("salt");
        if (salt == null) {
            return CompletableFuture.completedFuture(signed(secret, text));
        }
        long iterations = orElse(challenge.extra().integer("iterations"), Salting.DEFAULT_ITERATIONS);
        long keylen = orElse(challenge.extra().integer("keylen"), Salting.DEFAULT_KEYLEN);
        deriver.limits().requirePbkdf2(iterations, keylen);
        Salting salting = new Salting(salt, (int) iterations, (int) keylen);
        return deriver.derive(() -> WampCraSignature.derive(secret, salting).getBytes(StandardCharsets.UTF_8))
                .thenApply(key -> signed(new String(key, StandardCharsets.UTF_8), text));
    }

    private static Authenticate signed(String key, String challenge) {
        return new Authenticate(WampCraSignature.of(key, challenge), Dict.empty());
    }

    private static long orElse(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
