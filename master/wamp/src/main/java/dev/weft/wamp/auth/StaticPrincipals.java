package dev.weft.wamp.auth;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fixed table. Found by authid; where HELLO names none, by the public key that it shows. */
public final class StaticPrincipals implements Principals {

    private final List<Principal> principals;

    public StaticPrincipals(List<Principal> principals) {
        this.principals = List.copyOf(principals);
    }

    @Override
    public CompletionStage<Optional<Principal>> find(Applicant applicant) {
        String authid = applicant.authid();
        String pubkey = applicant.authextra().string("pubkey");
        return CompletableFuture.completedFuture(principals.stream()
                .filter(p -> authid != null
                        ? p.authid().equals(authid)
                        : pubkey != null && p.credentials().contains(pubkey))
                .findFirst());
    }
}
