package dev.weft.router.broker;

import dev.weft.router.matching.LongMap;
import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A topic or pattern that at least one session listens to, or whose events are kept. */
public final class Subscription {

    private final long id;
    private final Pattern pattern;
    private final Instant created;
    private final LongMap<Member> members = new LongMap<>();
    private final @Nullable History history;

    Subscription(long id, Pattern pattern, Instant created) {
        this(id, pattern, created, null);
    }

    /** @param history where events are kept for later; such a subscription stays when nobody listens */
    Subscription(long id, Pattern pattern, Instant created, @Nullable History history) {
        this.id = id;
        this.pattern = pattern;
        this.created = created;
        this.history = history;
    }

    @Nullable
    History history() {
        return history;
    }

    public long id() {
        return id;
    }

    public Pattern pattern() {
        return pattern;
    }

    public Instant created() {
        return created;
    }

    /** The subscribers by session id; to be changed by the broker only. */
    public LongMap<Member> members() {
        return members;
    }
}
