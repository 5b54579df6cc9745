package dev.weft.controller.status;

import dev.weft.crd.status.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the conditions of one resource together. Ready and Synced are always there; what would only say that something is not the
 * matter is left out, as kstatus wants it.
 */
final class Conditions {

    private static final int LONGEST = 2_000;

    private final List<Condition> conditions = new ArrayList<>();

    Conditions ready(String status, String reason, String message) {
        return with(Condition.READY, status, reason, message);
    }

    Conditions synced(String status, String reason, String message) {
        return with(Condition.SYNCED, status, reason, message);
    }

    /** Is true, and would be absent otherwise. */
    Conditions note(String type, String reason, String message) {
        return with(type, Condition.TRUE, reason, message);
    }

    Conditions with(String type, String status, String reason, String message) {
        String text = message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
        conditions.add(new Condition(type, status, null, null, reason, text));
        return this;
    }

    List<Condition> list() {
        return List.copyOf(conditions);
    }

    static String status(boolean value) {
        return value ? Condition.TRUE : Condition.FALSE;
    }
}
