package dev.weft.router.realm;

import dev.weft.router.Action;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.broker.Broker;
import dev.weft.router.broker.Subscription;
import dev.weft.router.dealer.Registration;
import dev.weft.router.dealer.Registrations;
import dev.weft.router.session.Member;
import dev.weft.wamp.error.ErrorUri;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes away what sessions hold and may no longer hold. */
final class Revocation {

    private final Authorization authorization;
    private final Broker broker;
    private final Registrations registrations;

    Revocation(Authorization authorization, Broker broker, Registrations registrations) {
        this.authorization = authorization;
        this.broker = broker;
        this.registrations = registrations;
    }

    /** Asks again for everything that these sessions hold. Completes when what is denied is revoked. */
    CompletableFuture<Void> check(List<Member> members) {
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (Member member : members) {
            for (Registration held : registrations.heldBy(member)) {
                CompletionStage<Boolean> allowed =
                        authorization.permits(member.role(), member.details(), Action.REGISTER, held.pattern());
                open.add(unless(allowed, () -> registrations.revoke(member, held, ErrorUri.NOT_AUTHORIZED)));
            }
            for (Subscription held : broker.heldBy(member)) {
                CompletionStage<Boolean> allowed =
                        authorization.permits(member.role(), member.details(), Action.SUBSCRIBE, held.pattern());
                open.add(unless(allowed, () -> broker.revoke(member, held, ErrorUri.NOT_AUTHORIZED)));
            }
        }
        return CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<?> unless(CompletionStage<Boolean> allowed, Runnable revoke) {
        return allowed.thenAccept(yes -> {
                    if (!yes) {
                        revoke.run();
                    }
                })
                .toCompletableFuture();
    }
}
