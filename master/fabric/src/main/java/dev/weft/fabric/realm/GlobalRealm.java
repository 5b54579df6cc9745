package dev.weft.fabric.realm;

import dev.weft.fabric.access.OwnerRights;
import dev.weft.fabric.control.RealmNames;
import dev.weft.router.Realm;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.wamp.client.WampSession;
import java.util.concurrent.CompletionStage;

/** The realm {@code com.crossbario.fabric} and the master's session on it. Its one role is {@code user}. */
public record GlobalRealm(Realm realm, WampSession session) {

    /** Makes the realm; nobody can join it before it is given to an admission. */
    public static CompletionStage<GlobalRealm> start(Ground ground) {
        Realm realm = Realms.create(RealmOptions.of(RealmNames.GLOBAL), ground.environment());
        return realm.putRole(new RoleRules("user", OwnerRights.permissions()))
                .thenCompose(done -> realm.open("master", "trusted"))
                .thenApply(session -> new GlobalRealm(realm, session));
    }
}
