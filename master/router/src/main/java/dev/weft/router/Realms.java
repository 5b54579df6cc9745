package dev.weft.router;

import dev.weft.router.realm.RealmLoop;

/** Makes realms. */
public final class Realms {

    private Realms() {}

    /** A realm with no role but {@code trusted}. It lives until {@link Realm#close}. */
    public static Realm create(RealmOptions options, RealmEnvironment environment) {
        return new RealmLoop(options, environment);
    }
}
