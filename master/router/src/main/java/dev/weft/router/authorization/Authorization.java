package dev.weft.router.authorization;

import dev.weft.router.Action;
import dev.weft.router.Authorizer;
import dev.weft.router.Authorizer.Decision;
import dev.weft.router.Authorizer.Request;
import dev.weft.router.StaticPermissions;
import dev.weft.router.matching.Pattern;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.Member;
import dev.weft.router.session.Role;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what sessions may do. First {@link #decide}; where that gives null, {@link #await} for the same question right after it.
 * Split in two so that a decision that is there at once, as nearly all are, costs no allocation.
 */
public final class Authorization {

    private static final String EXACT = MatchPolicy.EXACT.wireName();

    private final Executor loop;
    private final List<String> reserved;
    private @Nullable CompletionStage<Decision> undecided;

    public Authorization(Executor loop, List<String> reservedPrefixes) {
        this.loop = loop;
        this.reserved = reservedPrefixes;
    }

    /** The decision, or null where the authorizer has not made up its mind. */
    public @Nullable Decision decide(Member member, Action action, Pattern pattern) {
        return decide(member.role(), member.details(), action, pattern);
    }

    /** As {@link #decide(Member, Action, Pattern)}, for a call or publication of one uri. */
    public @Nullable Decision decide(Member member, Action action, String uri) {
        Authorizer authorizer = member.role().authorizer();
        if (authorizer == null) {
            return Decision.ALLOW;
        }
        if (action == Action.PUBLISH && isReserved(uri)) {
            return Decision.DENY;
        }
        if (authorizer instanceof StaticPermissions permissions) {
            return permissions.decide(action, uri);
        }
        return ask(authorizer, member.details(), new Request(action, uri, EXACT));
    }

    private @Nullable Decision decide(Role role, SessionDetails session, Action action, Pattern pattern) {
        Authorizer authorizer = role.authorizer();
        if (authorizer == null) {
            return Decision.ALLOW;
        }
        boolean offers = action == Action.REGISTER || action == Action.PUBLISH;
        if (offers && overlapsReserved(pattern)) {
            return Decision.DENY;
        }
        return ask(
                authorizer,
                session,
                new Request(action, pattern.uri(), pattern.match().wireName()));
    }

    private @Nullable Decision ask(Authorizer authorizer, SessionDetails session, Request request) {
        CompletableFuture<Decision> answer;
        try {
            answer = authorizer.authorize(session, request).toCompletableFuture();
        } catch (RuntimeException e) {
            // An authorizer that fails must not let anybody in, nor stop the loop.
            return Decision.FAILED;
        }
        if (answer.isDone()) {
            return answer.isCompletedExceptionally() ? Decision.FAILED : answer.join();
        }
        undecided = answer;
        return null;
    }

    /** Holds the session's messages until the authorizer has answered, then goes on. For a session that ended meanwhile, does nothing. */
    public void await(Member member, Consumer<Decision> then) {
        member.inbox().hold();
        pending()
                .whenComplete((decision, failure) -> loop.execute(() -> {
                    if (member.isJoined()) {
                        then.accept(failure == null ? decision : Decision.FAILED);
                        member.inbox().release();
                    }
                }));
    }

    /** Goes on when the authorizer has answered, on the realm's loop; whoever it is about need not be there any more. */
    public void whenDecided(Consumer<Decision> then) {
        pending()
                .whenComplete((decision, failure) ->
                        loop.execute(() -> then.accept(failure == null ? decision : Decision.DENY)));
    }

    /** The decision for a session or role, whenever it comes. Completes on the realm's loop where it was not there at once. */
    public CompletionStage<Boolean> permits(Role role, SessionDetails session, Action action, Pattern pattern) {
        Decision decision = decide(role, session, action, pattern);
        if (decision != null) {
            return CompletableFuture.completedFuture(decision.allowed());
        }
        return pending().handleAsync((late, failure) -> failure == null && late.allowed(), loop);
    }

    private CompletionStage<Decision> pending() {
        CompletionStage<Decision> stage = undecided;
        undecided = null;
        return stage == null ? CompletableFuture.completedFuture(Decision.DENY) : stage;
    }

    private boolean isReserved(String uri) {
        for (int i = 0; i < reserved.size(); i++) {
            if (uri.startsWith(reserved.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean overlapsReserved(Pattern pattern) {
        for (String prefix : reserved) {
            if (new Pattern(MatchPolicy.PREFIX, prefix).overlaps(pattern)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Why somebody may not do something.
     *
     * @param error uri for ERROR
     */
    public record Refusal(String error, String text) {}

    /** Tells a decision that denies from one that nobody could make. */
    public static Refusal refusal(Member member, Action action, String uri, Decision decision) {
        String what = action.name().toLowerCase(Locale.ROOT) + " " + Quoted.uri(uri);
        String role = member.role().name();
        return decision.failed()
                ? new Refusal(
                        ErrorUri.AUTHORIZATION_FAILED, "the authorizer of role '" + role + "' failed: may not " + what)
                : new Refusal(ErrorUri.NOT_AUTHORIZED, "role '" + role + "' may not " + what);
    }
}
