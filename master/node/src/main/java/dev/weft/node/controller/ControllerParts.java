package dev.weft.node.controller;

import dev.weft.node.NodeSettings;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What the parts of a controller share.
 *
 * @param loop the controller's thread
 * @param reach asked each time: the uplink comes and goes
 * @param nodeId what the node is called
 * @param places for messages
 */
record ControllerParts(
        NodeSettings settings,
        LocalRealm realm,
        Launcher launcher,
        Changes changes,
        ScheduledExecutorService loop,
        Reach reach,
        Supplier<String> nodeId,
        ConfigPlaces places,
        Clock clock) {}
