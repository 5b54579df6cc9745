package dev.weft.fabric.control;

import dev.weft.fabric.store.Database;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.fabric.store.Users;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** The process that {@link DurabilityIT} kills: creates realms and pairs nodes as fast as it can, and prints what was acknowledged. */
final class StreamOfCreates {

    private StreamOfCreates() {}

    public static void main(String[] arguments) throws Exception {
        Origin origin = new Origin(Clock.systemUTC());
        Directory directory = new Directory();
        Database database = Database.open(Path.of(arguments[0]));
        database.write(sql -> {
                    Users.insert(sql, "u1", "superuser", 1);
                    return true;
                })
                .get();
        RealmLifecycle lifecycle = new RealmLifecycle(database, directory, origin, new NoRealms());
        Pairing pairing = new Pairing(
                database,
                directory,
                origin,
                (realm, oid, authid) -> CompletableFuture.completedFuture(java.util.List.of()));
        Semaphore inFlight = new Semaphore(32);
        for (long i = 0; ; i++) {
            String name = "realm" + i;
            String key = String.format("%064x", i);
            inFlight.acquire();
            lifecycle
                    .create(new NewRealm(name, null, null, null), "u1")
                    .thenCompose(realm ->
                            pairing.pair(new Pairing.Request(key, name, "node" + key.length(), null, null), "u1"))
                    .whenComplete((node, failure) -> {
                        say(failure == null ? name + " " + node.oid() : "failed " + failure);
                        inFlight.release();
                    });
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class NoRealms implements RealmLifecycle.WampRealms {

        @Override
        public CompletionStage<Void> start(ManagementRealm realm) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> stop(ManagementRealm realm) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
