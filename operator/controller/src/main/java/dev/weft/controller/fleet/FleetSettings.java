package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionRules;
import dev.weft.engine.fleet.FleetOptions;
import java.time.Duration;

/**
 * How fleets behave.
 *
 * @param ownNamespace where the Fabric is
 * @param installation owner mark, where the Fabric names none
 * @param debounce between the first change in a namespace and looking at all of it; and between news and telling them
 * @param probeEvery between two looks whether the fabric is there, while no fleet tells
 */
public record FleetSettings(
        String ownNamespace,
        String installation,
        Duration debounce,
        Duration probeEvery,
        FleetOptions options,
        DeletionRules.Limits deletion) {

    /** The usual times. */
    public static FleetSettings of(String ownNamespace, String installation) {
        return new FleetSettings(
                ownNamespace,
                installation,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                FleetOptions.DEFAULT,
                DeletionRules.Limits.DEFAULT);
    }

    /** @param cap how many objects may be pruned and nodes retired, until the documents change */
    public FleetSettings withPruneCap(int cap) {
        FleetOptions capped = options.withPlan(options.plan().withPruneCap(cap));
        return new FleetSettings(ownNamespace, installation, debounce, probeEvery, capped, deletion);
    }
}
