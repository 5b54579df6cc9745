package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.List;

/** Collects problems at a place of a tree. Bounded: after {@link #LIMIT} problems the rest is counted as one. */
public final class Problems {

    /** So many problems are listed; nobody reads more, and a hostile document must not fill memory. */
    public static final int LIMIT = 200;

    private final List<Problem> all;
    private final String pointer;
    private final String advice;

    private Problems(List<Problem> all, String pointer, String advice) {
        this.all = all;
        this.pointer = pointer;
        this.advice = advice;
    }

    public static Problems collect() {
        return new Problems(new ArrayList<>(), "", "");
    }

    /** The same place; what is said here without a remedy gets this one. */
    Problems advising(String remedy) {
        return new Problems(all, pointer, remedy);
    }

    /** The place one step further in; problems go to the same collection. */
    public Problems at(String segment) {
        return new Problems(all, pointer + "/" + Pointers.escape(segment), "");
    }

    public Problems at(int index) {
        return new Problems(all, pointer + "/" + index, "");
    }

    public void add(String message, String remedy) {
        if (all.size() < LIMIT) {
            all.add(new Problem(pointer, message, remedy.isEmpty() ? advice : remedy));
        } else if (all.size() == LIMIT) {
            all.add(new Problem("", "more than " + LIMIT + " problems", "Mend these first"));
        }
    }

    public List<Problem> list() {
        return List.copyOf(all);
    }
}
