package dev.weft.fabric.access;

import dev.weft.fabric.control.Directory;
import dev.weft.fabric.store.FabricNode;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.error.ApplicationError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cryptosign for nodes and people: {@link LoginPolicy} says whom a key would become, the proof of the key follows, and only then is
 * an older session of the same node made to leave. A stranger who claims a node's public key disturbs nobody.
 */
public final class MasterAuthenticator implements Authenticator {

    private final LoginPolicy policy;
    private final Directory directory;
    private final Gate gate;
    private final Authenticator cryptosign;

    /** Lets a proven node in. */
    @FunctionalInterface
    public interface Gate {

        /** Completes when no older session of the node is left. */
        CompletionStage<Void> makeRoom(FabricNode node);
    }

    public MasterAuthenticator(LoginPolicy policy, Directory directory, Gate gate, RandomBytes random) {
        this.policy = policy;
        this.directory = directory;
        this.gate = gate;
        // Nodes of Crossbar.io ask for channel binding and then sign the raw challenge.
        this.cryptosign = new CryptosignAuthenticator(this::find, random, ChannelBinding.RAW_ACCEPTED);
    }

    @Override
    public String method() {
        return cryptosign.method();
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        Optional<String> pubkey = LoginPolicy.pubkey(applicant.hello());
        if (pubkey.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Deny(LoginPolicy.INVALID_PARAMETERS, "authextra.pubkey must be the public key, 64 hex digits"));
        }
        return cryptosign
                .hello(applicant)
                .thenApply(step -> step instanceof Ask ask
                        ? new Ask(
                                ask.extra(),
                                answer -> ask.verifier().verify(answer).thenCompose(next -> admit(next, pubkey.get())))
                        : step);
    }

    private CompletionStage<Optional<Principal>> find(Applicant applicant) {
        Step step = policy.decide(applicant.hello());
        if (step instanceof Accept accept) {
            return CompletableFuture.completedFuture(Optional.of(new Principal(
                    accept.realm(),
                    accept.authid(),
                    accept.authrole(),
                    accept.authprovider(),
                    accept.authextra(),
                    LoginPolicy.pubkey(applicant.hello()).map(List::of).orElse(List.of()))));
        }
        if (step instanceof Deny deny) {
            return CompletableFuture.failedFuture(ApplicationError.of(deny.reason(), deny.message()));
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletionStage<Step> admit(Step step, String pubkey) {
        if (step instanceof Accept accept && accept.authrole().equals(LoginPolicy.NODE)) {
            return directory
                    .findNodeByPubkey(pubkey)
                    .map(node -> gate.makeRoom(node).thenApply(ready -> step))
                    .orElse(CompletableFuture.completedFuture(step));
        }
        return CompletableFuture.completedFuture(step);
    }
}
