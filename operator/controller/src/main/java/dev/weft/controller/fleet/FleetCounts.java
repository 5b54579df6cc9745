package dev.weft.controller.fleet;

import java.util.Collection;
import java.util.Optional;

/**
 * How many there are of what.
 *
 * @param reachable whether the fabric answers; empty where nobody has asked
 */
public record FleetCounts(long fleets, long online, long offline, Optional<Boolean> reachable) {

    public static final FleetCounts NOTHING = new FleetCounts(0, 0, 0, Optional.empty());

    static FleetCounts of(Collection<FleetCounts> parts) {
        FleetCounts sum = NOTHING;
        for (FleetCounts part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    private FleetCounts plus(FleetCounts other) {
        Optional<Boolean> both = reachable.isPresent() && other.reachable.isPresent()
                ? Optional.of(reachable.get() && other.reachable.get())
                : reachable.or(() -> other.reachable);
        return new FleetCounts(fleets + other.fleets, online + other.online, offline + other.offline, both);
    }
}
