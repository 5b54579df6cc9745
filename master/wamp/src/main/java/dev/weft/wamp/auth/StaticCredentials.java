package dev.weft.wamp.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fixed table, by authid. */
public final class StaticCredentials<C> implements Credentials<C> {

    private final Map<String, Known<C>> byAuthid = new LinkedHashMap<>();
    private final List<Known<C>> all;

    public StaticCredentials(List<Known<C>> known) {
        known.forEach(k -> byAuthid.put(k.principal().authid(), k));
        all = List.copyOf(byAuthid.values());
    }

    @Override
    public CompletionStage<Optional<Known<C>>> find(Applicant applicant) {
        String authid = applicant.authid();
        return CompletableFuture.completedFuture(
                authid == null ? Optional.empty() : Optional.ofNullable(byAuthid.get(authid)));
    }

    @Override
    public List<Known<C>> examples() {
        return all;
    }
}
