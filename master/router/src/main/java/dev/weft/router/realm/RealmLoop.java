package dev.weft.router.realm;

import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;

/** A realm on its serial executor. */
public abstract class RealmLoop implements Realm {

    public static RealmLoop create(RealmOptions options, RealmEnvironment environment) {
        throw new UnsupportedOperationException(options.name() + environment);
    }
}
