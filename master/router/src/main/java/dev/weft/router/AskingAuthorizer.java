package dev.weft.router;

import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks a procedure for each decision, as Crossbar.io does: with the session's details, the uri, the action, and options that say how the
 * uri is to be matched. It answers with a boolean, or with {@code allow}, {@code disclose} and {@code cache}. Any other answer is none,
 * and a failure denies.
 *
 * <p>A decision is remembered only where the answer says {@code cache}, for all sessions that log in alike: by authid, method and
 * provider. Other rules for the role are another authorizer, which remembers nothing yet.
 */
public final class AskingAuthorizer implements Authorizer {

    private final Procedure procedure;
    private final Map<Question, Decision> remembered;

    /** The procedure. */
    @FunctionalInterface
    public interface Procedure {

        /** Calls it, from the realm's loop; the stage completes there, too, within a time limit. */
        CompletionStage<Payload> call(Payload arguments);
    }

    private record Question(
            String authid, String authmethod, @Nullable String authprovider, Request request) {}

    /** @param mostRemembered decisions; the one that was not needed for the longest time is forgotten */
    public AskingAuthorizer(Procedure procedure, int mostRemembered) {
        this.procedure = procedure;
        this.remembered = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, Decision> eldest) {
                return size() > mostRemembered;
            }
        };
    }

    @Override
    public CompletionStage<Decision> authorize(SessionDetails session, Request request) {
        Question question = new Question(session.authid(), session.authmethod(), session.authprovider(), request);
        Decision known = remembered.get(question);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return procedure
                .call(Payload.of(
                        details(session),
                        request.uri(),
                        request.action().name().toLowerCase(Locale.ROOT),
                        Map.of("match", request.match())))
                .thenApply(answer -> decision(question, answer.argument(0)));
    }

    private static Map<String, @Nullable Object> details(SessionDetails session) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("session", session.session());
        details.put("realm", session.realm());
        details.put("authid", session.authid());
        details.put("authrole", session.authrole());
        details.put("authmethod", session.authmethod());
        details.put("authprovider", session.authprovider());
        details.put("authextra", session.authextra().values());
        return details;
    }

    @SuppressWarnings("unchecked")
    private Decision decision(Question question, @Nullable Object answer) {
        if (answer instanceof Boolean allowed) {
            return new Decision(allowed, false);
        }
        if (!(answer instanceof Map<?, ?> map) || !(map.get("allow") instanceof Boolean allowed)) {
            return Decision.FAILED;
        }
        Dict fields = Dict.of((Map<String, @Nullable Object>) map);
        // To leave out a check of payloads that was asked for would be to allow more than the authorizer does.
        if (!isFlag(fields, "disclose") || !isFlag(fields, "cache") || fields.get("validate") != null) {
            return Decision.FAILED;
        }
        Decision decision = new Decision(allowed, fields.flag("disclose"));
        if (fields.flag("cache")) {
            remembered.put(question, decision);
        }
        return decision;
    }

    private static boolean isFlag(Dict fields, String key) {
        return fields.get(key) == null || fields.get(key) instanceof Boolean;
    }
}
