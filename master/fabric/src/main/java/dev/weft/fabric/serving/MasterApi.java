package dev.weft.fabric.serving;

import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.control.RealmLifecycle;
import dev.weft.fabric.realm.GlobalRealm;
import dev.weft.fabric.realm.Ground;
import dev.weft.fabric.realm.RunningRealm;
import dev.weft.fabric.realm.RunningRealms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The API of the master. */
public final class MasterApi {

    public MasterApi(Ground ground, GlobalRealm global, String superuserOid) {}

    /** Who does the work. */
    public record Offices(RunningRealms realms, RealmLifecycle lifecycle, Pairing pairing) {}

    public CompletionStage<Void> begin(Offices offices) {
        return CompletableFuture.completedFuture(null);
    }

    public CompletionStage<Void> serve(RunningRealm realm) {
        return CompletableFuture.completedFuture(null);
    }
}
