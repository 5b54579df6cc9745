package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.secret.FingerprintKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks a master what it is, once per session: another one may be there after a reconnect.
 *
 * <p>Only a master without the procedure is an original. Any other error says nothing about its make, and taking it for an answer
 * would plan without what it keeps for us.
 */
final class ProductReader {

    private final FabricSessions sessions;
    private @Nullable Known known;

    /** What was, or is being, asked on a session. */
    private record Known(WampSession session, CompletableFuture<Product> product) {}

    ProductReader(FabricSessions sessions) {
        this.sessions = sessions;
    }

    /** Fails when the master cannot be reached or answers with an error. */
    CompletionStage<Product> product() {
        return sessions.on(FabricSessions.FABRIC_REALM).thenCompose(this::productOf);
    }

    private synchronized CompletionStage<Product> productOf(WampSession session) {
        Known last = known;
        if (last == null || last.session() != session || last.product().isCompletedExceptionally()) {
            last = new Known(session, ask().toCompletableFuture());
            known = last;
        }
        return last.product();
    }

    private CompletionStage<Product> ask() {
        return sessions.call(FabricSessions.FABRIC_REALM, Row.GET_CAPABILITIES)
                .thenApply(answer -> Product.of(Wire.dict(answer)))
                .exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError error
                                && error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE)
                        ? CompletableFuture.completedFuture(Product.ORIGINAL)
                        : CompletableFuture.failedFuture(failure))
                .thenCompose(product -> product.can(Capability.INVENTORY)
                        ? keyOfFingerprints().thenApply(product::withFingerprintKey)
                        : CompletableFuture.completedFuture(product));
    }

    private CompletionStage<FingerprintKey> keyOfFingerprints() {
        return sessions.call(FabricSessions.FABRIC_REALM, Row.GET_FINGERPRINT_KEY)
                .thenApply(answer -> Wire.text(Wire.dict(answer), "key")
                        .flatMap(FingerprintKey::ofHex)
                        .orElseThrow(() -> ApplicationError.of(
                                ErrorUri.RUNTIME_ERROR,
                                "the master tells no key of fingerprints, although it announces '"
                                        + Capability.INVENTORY.word() + "'")));
    }
}
