package dev.weft.router.session;

import dev.weft.router.matching.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions of a realm. */
public final class SessionTable {

    private final LongMap<Member> members = new LongMap<>();

    public void add(Member member) {
        members.put(member.id(), member);
    }

    /** False where the session was not there. */
    public boolean remove(Member member) {
        return members.remove(member.id()) != null;
    }

    public @Nullable Member get(long id) {
        return id > 0 ? members.get(id) : null;
    }

    public int size() {
        return members.size();
    }

    /** The sessions that the condition holds for; a copy. */
    public List<Member> find(Predicate<Member> condition) {
        List<Member> found = new ArrayList<>();
        for (Member member : members.values()) {
            if (condition.test(member)) {
                found.add(member);
            }
        }
        return found;
    }

    public List<Member> all() {
        return members.values();
    }
}
