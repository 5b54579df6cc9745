package dev.weft.node.controller;

import dev.weft.node.channel.WorkerPlace;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets workers in: each token works once, for one worker. Safe for use by many threads. */
final class WorkerTickets implements Authenticator {

    private static final int TOKEN_BYTES = 32;
    private static final Step DENIED = new Deny(ErrorUri.AUTHENTICATION_FAILED, "not a worker of this node");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> expected = new ConcurrentHashMap<>();

    /** A fresh token for a worker that is about to start; an older one is no longer good. */
    String issue(String worker) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        expected.put(worker, token);
        return token;
    }

    /** The worker is gone before it showed its token. */
    void withdraw(String worker) {
        expected.remove(worker);
    }

    @Override
    public String method() {
        return "ticket";
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String worker = applicant.authid();
        return done(new Ask(Dict.empty(), answer -> done(verify(worker, answer.signature()))));
    }

    private Step verify(@Nullable String worker, String shown) {
        String token = worker == null ? null : expected.get(worker);
        if (worker == null || token == null || !same(token, shown) || !expected.remove(worker, token)) {
            return DENIED;
        }
        return new Accept(WorkerPlace.REALM, worker, WorkerUris.role(worker), "internal", Dict.empty());
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static CompletionStage<Step> done(Step step) {
        return CompletableFuture.completedFuture(step);
    }
}
