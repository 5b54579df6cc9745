package dev.weft.controller.reconcile;

import dev.weft.controller.fleet.FleetListener.Severity;
import dev.weft.controller.fleet.FleetListener.Told;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator should see of the way from one status to the next. Pure. */
final class StatusEvents {

    /** Conditions that are trouble while they are true. */
    private static final Set<String> TROUBLE =
            Set.of(Condition.STALLED, Condition.DELETION_HELD, Condition.DELETION_BLOCKED, Condition.DRIFTED);

    private StatusEvents() {}

    static List<Told> between(@Nullable WeftStatus before, WeftStatus now) {
        List<Told> events = new ArrayList<>();
        for (Condition condition : now.conditions()) {
            Optional<Condition> old = before == null ? Optional.empty() : before.condition(condition.type());
            boolean same = old.filter(each -> each.status().equals(condition.status())
                            && String.valueOf(each.reason()).equals(String.valueOf(condition.reason())))
                    .isPresent();
            if (!same) {
                event(condition, old).ifPresent(events::add);
            }
        }
        return events;
    }

    private static Optional<Told> workload(Condition condition, String reason, String message) {
        if (condition.isTrue()) {
            return Optional.of(new Told(Severity.NORMAL, "WorkloadReady", message));
        }
        return Condition.FALSE.equals(condition.status())
                ? Optional.of(new Told(Severity.WARNING, reason, message))
                : Optional.empty();
    }

    private static Optional<Told> event(Condition condition, Optional<Condition> old) {
        String message = String.valueOf(condition.message());
        String reason = String.valueOf(condition.reason());
        if (TROUBLE.contains(condition.type()) && condition.isTrue()) {
            String word = condition.type().startsWith("Deletion") ? condition.type() : reason;
            return Optional.of(new Told(Severity.WARNING, word, message));
        }
        if (condition.type().equals(Condition.ONLINE)) {
            if (Condition.FALSE.equals(condition.status())) {
                return Optional.of(new Told(Severity.WARNING, "NodeOffline", message));
            }
            boolean wasOffline =
                    old.filter(each -> Condition.FALSE.equals(each.status())).isPresent();
            return condition.isTrue() && wasOffline
                    ? Optional.of(new Told(Severity.NORMAL, "NodeOnline", message))
                    : Optional.empty();
        }
        if (condition.type().equals(Condition.WORKLOAD_READY)) {
            return workload(condition, reason, message);
        }
        if (condition.type().equals(Condition.PAUSED) && condition.isTrue()) {
            return Optional.of(new Told(Severity.NORMAL, reason, message));
        }
        if (condition.type().equals(Condition.READY) && "FabricUnreachable".equals(reason)) {
            return Optional.of(new Told(Severity.WARNING, reason, message));
        }
        return Optional.empty();
    }
}
