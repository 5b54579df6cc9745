package dev.weft.fabric.realm;

import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.Origin;
import dev.weft.router.IdSource;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.Timers;
import dev.weft.transport.Loops;
import java.time.Duration;

/**
 * What all realms of a master stand on.
 *
 * @param callTimeout for calls to nodes
 */
public record Ground(Loops loops, IdSource ids, Origin origin, Directory directory, Duration callTimeout) {

    /** For one realm: an event loop of its own turn. */
    RealmEnvironment environment() {
        return new RealmEnvironment(loops.serialExecutor(), ids, origin.clock(), timers());
    }

    public Timers timers() {
        return Timers.on(loops.timer());
    }
}
