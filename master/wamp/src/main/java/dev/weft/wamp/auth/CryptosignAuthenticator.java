package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code cryptosign}: the client signs a challenge with its Ed25519 key (specification, "WAMP-Cryptosign"; on the wire as Crossbar.io
 * does it: the signature is followed by the message that was signed, 96 bytes in hex).
 */
public final class CryptosignAuthenticator implements Authenticator {

    private static final int CHALLENGE_BYTES = 32;
    private static final List<String> BINDINGS = List.of(ChannelBinding.TLS_UNIQUE, ChannelBinding.TLS_EXPORTER);

    private final Principals principals;
    private final RandomBytes random;
    private final ChannelBinding binding;

    public CryptosignAuthenticator(Principals principals, RandomBytes random, ChannelBinding binding) {
        this.principals = principals;
        this.random = random;
        this.binding = binding;
    }

    @Override
    public String method() {
        return AuthMethods.CRYPTOSIGN;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        Dict extra = applicant.authextra();
        String pubkey = extra.string("pubkey");
        if (pubkey == null || !Keys.isPublicKey(pubkey)) {
            return denied("cryptosign needs authextra.pubkey: an Ed25519 public key, 64 hex digits");
        }
        Object requested = extra.get("channel_binding");
        String type = requested instanceof String text ? text : null;
        if (requested != null && (type == null || !BINDINGS.contains(type))) {
            return denied("channel_binding must be null or one of " + String.join(", ", BINDINGS));
        }
        if (type != null && !binding.isAvailable(type, applicant.link())) {
            return denied("channel binding of this type is not available on this connection");
        }
        return Refusals.caught(principals
                .find(applicant)
                .thenApply(found -> ask(found, new Claim(pubkey.toLowerCase(Locale.ROOT), type, applicant.link()))));
    }

    private record Claim(String pubkey, @Nullable String bindingType, LinkInfo link) {}

    private Step ask(Optional<Principal> principal, Claim claim) {
        byte[] challenge = random.next(CHALLENGE_BYTES);
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("challenge", Hex.of(challenge));
        extra.put("channel_binding", claim.bindingType());
        return new Ask(
                Dict.of(extra),
                answer -> CompletableFuture.completedFuture(verify(principal, claim, challenge, answer)));
    }

    private Step verify(Optional<Principal> principal, Claim claim, byte[] challenge, Authenticate answer) {
        byte[] signed = Hex.parse(answer.signature(), Keys.SIGNATURE_BYTES + CHALLENGE_BYTES);
        if (signed == null) {
            return Refusals.malformed("the signature must have 192 hex digits: signature and signed message");
        }
        byte[] signature = Arrays.copyOf(signed, Keys.SIGNATURE_BYTES);
        byte[] message = Arrays.copyOfRange(signed, Keys.SIGNATURE_BYTES, signed.length);
        boolean expected =
                MessageDigest.isEqual(message, ChannelBinding.bind(challenge, claim.bindingType(), claim.link()));
        if (binding == ChannelBinding.RAW_ACCEPTED && ChannelBinding.TLS_UNIQUE.equals(claim.bindingType())) {
            expected |= MessageDigest.isEqual(message, challenge);
        }
        boolean genuine = Keys.verify(claim.pubkey(), message, signature);
        boolean known = principal
                .map(p -> p.credentials().stream().anyMatch(claim.pubkey()::equalsIgnoreCase))
                .orElse(false);
        return expected && genuine && known ? principal.get().accepted() : Refusals.proofFailed();
    }

    private static CompletionStage<Step> denied(String message) {
        return CompletableFuture.completedFuture(Refusals.malformed(message));
    }
}
