package dev.weft.router.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The testaments of one session, in the order in which it made them. */
public final class Testaments {

    /** When one is published. Sessions are never detached here without being destroyed. */
    public enum Scope {
        DETACHED,
        DESTROYED
    }

    private final Map<Scope, List<Testament>> byScope = new EnumMap<>(Scope.class);
    private long bytes;

    /**
     * Adds one.
     *
     * @param weight bytes that it holds
     * @return false where there are too many, or too much is in them
     */
    public boolean add(Scope scope, Testament testament, long weight, Limits limits) {
        int count = byScope.values().stream().mapToInt(List::size).sum();
        if (count >= limits.most() || bytes + weight > limits.bytes()) {
            return false;
        }
        bytes += weight;
        byScope.computeIfAbsent(scope, each -> new ArrayList<>()).add(testament);
        return true;
    }

    /**
     * How many a session may have.
     *
     * @param bytes in all of them
     */
    public record Limits(int most, long bytes) {}

    /** Removes those of the scope. What they held counts until the last of all is gone. */
    public void flush(Scope scope) {
        byScope.remove(scope);
        if (byScope.isEmpty()) {
            bytes = 0;
        }
    }

    /** All, in the order in which they are published. */
    public List<Testament> all() {
        List<Testament> all = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            all.addAll(byScope.getOrDefault(scope, List.of()));
        }
        return all;
    }
}
