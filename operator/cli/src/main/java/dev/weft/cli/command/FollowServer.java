package dev.weft.cli.command;

import dev.weft.cli.fleet.FleetSource;
import dev.weft.cli.run.FollowCounters;

/** Tells others how a command that follows is doing. */
@FunctionalInterface
interface FollowServer {

    /**
     * Begins.
     *
     * @return ends it
     */
    FleetSource.Following start(FollowCounters counters);
}
