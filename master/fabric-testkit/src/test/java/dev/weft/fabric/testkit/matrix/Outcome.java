package dev.weft.fabric.testkit.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a feature went with a client.
 *
 * @param cell {@code yes}, {@code no} or {@code in part}: whether the client could do what the feature asks for
 * @param why the reasons where it could not
 */
record Outcome(String cell, String why) {

    /** @param refusals by connection: empty where it went as expected, why not where the client could not */
    static Outcome of(Map<Connection, Optional<String>> refusals) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        refusals.forEach((connection, refusal) -> refusal.ifPresent(
                why -> reasons.computeIfAbsent(why, key -> new ArrayList<>()).add(connection.toString())));
        long refused = refusals.values().stream().filter(Optional::isPresent).count();
        if (refused == 0) {
            return new Outcome("yes", "");
        }
        if (refused == refusals.size()) {
            return new Outcome("no", String.join("; ", reasons.keySet()));
        }
        List<String> parts = new ArrayList<>();
        reasons.forEach((why, where) -> parts.add(why + " (" + String.join("; ", where) + ")"));
        return new Outcome("in part", String.join("; ", parts));
    }
}
