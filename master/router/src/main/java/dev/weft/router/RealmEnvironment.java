package dev.weft.router;

import dev.weft.wamp.client.HandlerFailures;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What a realm needs from the process around it.
 *
 * @param executor runs one task at a time, in order: a Netty event loop, for example. Everything of the realm happens on it
 * @param ids shared by all realms of the process, so that session ids are unique there
 * @param clock for the {@code created} fields of the meta API
 * @param timers for call timeouts
 * @param handlerFailures told where the code of a session of {@link Realm#open} fails and nobody else can be
 */
public record RealmEnvironment(
        Executor executor, IdSource ids, InstantSource clock, Timers timers, HandlerFailures handlerFailures) {

    /** As above; failures of handlers go to the platform's logger. */
    public RealmEnvironment(Executor executor, IdSource ids, InstantSource clock, Timers timers) {
        this(
                executor,
                ids,
                clock,
                timers,
                (where, failure) ->
                        System.getLogger("dev.weft.router").log(System.Logger.Level.WARNING, where, failure));
    }
}
