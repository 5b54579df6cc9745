package dev.weft.router.session;

import dev.weft.router.matching.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions of a realm. */
public final class SessionTable {

    private final LongMap<Member> members = new LongMap<>();

    private int ownSessions;

    public void add(Member member) {
        members.put(member.id(), member);
        ownSessions += member.role().isTrusted() ? 1 : 0;
    }

    /** False where the session was not there. */
    public boolean remove(Member member) {
        boolean there = members.remove(member.id()) != null;
        ownSessions -= there && member.role().isTrusted() ? 1 : 0;
        return there;
    }

    /** How many are of clients: those of the router's own process are not counted. */
    public int clients() {
        return members.size() - ownSessions;
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
