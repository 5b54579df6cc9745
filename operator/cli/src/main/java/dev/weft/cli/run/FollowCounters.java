package dev.weft.cli.run;

import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.plan.Plan;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What happened while a fleet was followed, for those who watch it from outside. Thread-safe. */
public final class FollowCounters {

    private final Map<Result, Long> outcomes = new EnumMap<>(Result.class);
    private final Map<String, Boolean> realms = new TreeMap<>();
    private long plans;
    private long failedReads;
    private boolean refused;
    private boolean ended;

    /**
     * All of it at one moment.
     *
     * @param plans that were made
     * @param outcomes of actions, by result
     * @param failedReads readings of the fabric that failed
     * @param isConnected whether events of all management realms arrive
     * @param isRefused whether a guard refused the last plan
     * @param isEnded whether the loop has ended, or was broken off
     */
    public record Snapshot(
            long plans,
            Map<Result, Long> outcomes,
            long failedReads,
            boolean isConnected,
            boolean isRefused,
            boolean isEnded) {}

    public synchronized Snapshot snapshot() {
        boolean connected = !realms.isEmpty() && realms.values().stream().allMatch(each -> each);
        return new Snapshot(plans, new EnumMap<>(outcomes), failedReads, connected, refused, ended);
    }

    synchronized void onPlanned(Plan plan) {
        plans++;
        refused = !plan.refusals().isEmpty();
    }

    synchronized void onFinished(Report report) {
        report.outcomes().forEach(outcome -> outcomes.merge(outcome.result(), 1L, Long::sum));
    }

    synchronized void onReadFailed() {
        failedReads++;
    }

    synchronized void onJoining(String mrealm) {
        realms.put(mrealm, false);
    }

    synchronized void onConnected(String mrealm) {
        realms.put(mrealm, true);
    }

    synchronized void onLeft(String mrealm) {
        realms.remove(mrealm);
    }

    synchronized void onEnded() {
        ended = true;
    }
}
