package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code anonymous}, the client's side: nothing to prove. */
public final class AnonymousClientAuthenticator implements ClientAuthenticator {

    @Override
    public String method() {
        return AuthMethods.ANONYMOUS;
    }

    @Override
    public @Nullable String authid() {
        return null;
    }

    @Override
    public Dict authextra() {
        return Dict.empty();
    }

    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        return CompletableFuture.completedFuture(new Authenticate("", Dict.empty()));
    }
}
