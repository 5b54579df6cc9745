package dev.weft.wamp.auth;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code cryptosign}, the client's side: signs the router's challenge. */
public final class CryptosignClientAuthenticator implements ClientAuthenticator {

    private static final int CHALLENGE_BYTES = 32;

    private final @Nullable String authid;
    private final SigningKey key;
    private final Dict extra;

    /** @param authid null where the router finds the principal by the key, as for nodes */
    public CryptosignClientAuthenticator(@Nullable String authid, SigningKey key) {
        this(authid, key, Dict.empty());
    }

    /**
     * @param authid null where the router finds the principal by the key, as for nodes
     * @param extra goes to {@code authextra} beside the key; {@code channel_binding} in it asks for channel binding:
     *     {@code tls-exporter}, or {@code tls-unique}, which binds only where the transport has it
     */
    public CryptosignClientAuthenticator(@Nullable String authid, SigningKey key, Dict extra) {
        this.authid = authid;
        this.key = key;
        this.extra = extra;
    }

    @Override
    public String method() {
        return AuthMethods.CRYPTOSIGN;
    }

    @Override
    public @Nullable String authid() {
        return authid;
    }

    @Override
    public Dict authextra() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("pubkey", key.publicKeyHex());
        all.put("trustroot", null);
        all.put("challenge", null);
        all.put("channel_binding", null);
        all.putAll(extra.values());
        return Dict.of(all);
    }

    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        byte[] bytes = Hex.parse(challenge.extra().string("challenge"), CHALLENGE_BYTES);
        if (bytes == null) {
            throw ProtocolViolation.of("the cryptosign challenge is not 64 hex digits");
        }
        String binding = extra.string("channel_binding");
        if (binding != null && !ChannelBinding.RAW_ACCEPTED.isAvailable(binding, link)) {
            throw ProtocolViolation.of("this connection has no channel binding '" + binding + "'");
        }
        byte[] message = ChannelBinding.bind(bytes, binding, link);
        return CompletableFuture.completedFuture(
                new Authenticate(Hex.of(key.sign(message)) + Hex.of(message), Dict.empty()));
    }
}
