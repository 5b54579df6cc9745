package dev.weft.router;

import dev.weft.wamp.client.HandlerFailures;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What a realm needs from the process around it.
 *
 * @param executor runs one task at a time, in order: a Netty event loop, for example. Everything of the realm happens on it
 * @param ids shared by all realms of the process, so that session ids are unique there
 * @param clock for the {@code created} fields of the meta API
 * @param timers for call timeouts
 * @param handlerFailures told where the code of a session of {@link Realm#open} fails and nobody else can be
 * @param nanoTime for how long calls take; its zero is anywhen
 * @param bounds told when one is reached
 */
public record RealmEnvironment(
        Executor executor,
        IdSource ids,
        InstantSource clock,
        Timers timers,
        HandlerFailures handlerFailures,
        LongSupplier nanoTime,
        BoundListener bounds) {

    /** As above; failures of handlers go to the platform's logger, calls are timed by the clock, and bounds are counted only. */
    public RealmEnvironment(Executor executor, IdSource ids, InstantSource clock, Timers timers) {
        this(
                executor,
                ids,
                clock,
                timers,
                (where, failure) ->
                        System.getLogger("dev.weft.router").log(System.Logger.Level.WARNING, where, failure),
                () -> clock.millis() * 1_000_000,
                (bound, session, what) -> {});
    }

    /** This environment with a clock for calls that counts nanoseconds. */
    public RealmEnvironment withNanoTime(LongSupplier value) {
        return new RealmEnvironment(executor, ids, clock, timers, handlerFailures, value, bounds);
    }

    /** This environment with somebody who hears of bounds that were reached. */
    public RealmEnvironment withBounds(BoundListener value) {
        return new RealmEnvironment(executor, ids, clock, timers, handlerFailures, nanoTime, value);
    }
}
