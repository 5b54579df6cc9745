package dev.weft.controller.fleet;

import dev.weft.controller.fabric.FabricConnector;
import dev.weft.controller.resource.Cluster;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What every fleet needs.
 *
 * @param thread the fleets' thread
 * @param news called on the fleets' thread when there is something new to say about a fleet
 */
record FleetContext(
        Cluster cluster,
        FabricConnector connector,
        FleetSettings settings,
        Clock clock,
        Executor thread,
        FleetListener listener,
        Runnable news) {}
