package dev.weft.router.admission;

import dev.weft.router.Realm;
import java.util.Optional;

/** The realms that a transport leads to. Safe for use by many threads; must not block. */
@FunctionalInterface
public interface RealmDirectory {

    /** The realm with this name, or empty where there is none: the client gets {@code wamp.error.no_such_realm}. */
    Optional<Realm> find(String name);
}
