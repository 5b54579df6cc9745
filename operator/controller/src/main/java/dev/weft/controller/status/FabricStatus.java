package dev.weft.controller.status;

import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.Condition;
import java.util.Optional;

/** What is said about a Fabric. */
public final class FabricStatus {

    private FabricStatus() {}

    /**
     * What is known of a fabric.
     *
     * @param reachable empty while nobody has asked
     */
    public record State(Optional<Boolean> reachable, Optional<Hold> hold, String message) {

        public static State unknown() {
            return new State(Optional.empty(), Optional.empty(), "nobody has asked it yet");
        }

        public static State reachable(String url) {
            return new State(Optional.of(true), Optional.empty(), "answers at " + url);
        }

        public static State unreachable(String message) {
            return new State(Optional.of(false), Optional.empty(), message);
        }

        public static State held(Hold hold) {
            return new State(Optional.empty(), Optional.of(hold), hold.message());
        }

        /** A Fabric of another name than the one that is used. */
        public static State unused(String name) {
            return held(Hold.stalled("NotUsed", "only Fabric/" + name + " is used by this version: give it that name"));
        }

        public boolean isReachable() {
            return reachable.orElse(false);
        }
    }

    public static StatusDraft draft(State state, long generation) {
        Conditions conditions = new Conditions();
        if (state.hold().isPresent()) {
            Hold hold = state.hold().get();
            conditions
                    .ready(Condition.FALSE, hold.reason(), hold.message())
                    .synced(Condition.FALSE, hold.reason(), hold.message())
                    .note(Condition.STALLED, hold.reason(), hold.message());
        } else if (state.reachable().isEmpty()) {
            conditions
                    .ready(Condition.UNKNOWN, "Connecting", state.message())
                    .synced(Condition.UNKNOWN, "Connecting", state.message())
                    .note(Condition.RECONCILING, "Connecting", state.message());
            return new StatusDraft(generation, conditions.list(), Details.NONE, Weight.PROVISIONAL);
        } else if (state.isReachable()) {
            conditions.ready(Condition.TRUE, "Reachable", state.message());
            conditions.synced(Condition.TRUE, "Reachable", state.message());
        } else {
            Outage outage = Outage.of(state.message());
            outage.note(conditions
                    .ready(Condition.FALSE, outage.reason(), outage.message())
                    .synced(Condition.UNKNOWN, outage.reason(), outage.message()));
        }
        return new StatusDraft(generation, conditions.list(), Details.NONE, Weight.FIRM);
    }
}
