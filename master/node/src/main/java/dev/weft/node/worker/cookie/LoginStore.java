package dev.weft.node.worker.cookie;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who logged in with which cookie. Only hashes of cookies are kept: whoever gets to see the store cannot log in by it. Safe for use by
 * many threads; nothing takes long.
 */
final class LoginStore {

    /** The oldest makes room for one more. */
    static final int MOST = 10_000;

    /** Of realm, authid and role: with that, the file of all logins stays small enough to be read again. */
    static final int MOST_BYTES = 1024;

    private final InstantSource clock;
    private final Consumer<LoginStore> changed;
    private final LinkedHashMap<String, Login> logins;

    /**
     * @param known from an earlier process, by hash
     * @param changed told of each change; must not block
     */
    LoginStore(InstantSource clock, Map<String, Login> known, Consumer<LoginStore> changed) {
        this.clock = clock;
        this.changed = changed;
        this.logins = new LinkedHashMap<>(known);
    }

    /** One that forgets everything with the process. */
    static LoginStore inMemory(InstantSource clock) {
        return new LoginStore(clock, Map.of(), store -> {});
    }

    /** One whose changes go to a file. */
    static LoginStore kept(InstantSource clock, Map<String, Login> known, LoginFile file) {
        return new LoginStore(clock, known, store -> file.write(store::all));
    }

    /** All of them by hash, the oldest first. */
    synchronized Map<String, Login> all() {
        return new LinkedHashMap<>(logins);
    }

    synchronized Optional<Login> find(String cookie) {
        Login found = logins.get(hash(cookie));
        return found == null || !found.expires().isAfter(clock.instant()) ? Optional.empty() : Optional.of(found);
    }

    /**
     * Remembers a login. Where the cookie is already that of somebody else, it is forgotten instead: whoever planted his own cookie in
     * another's browser must not become that other. One whose names are longer than {@link #MOST_BYTES} is not remembered.
     */
    synchronized void put(String cookie, Login login) {
        Instant now = clock.instant();
        logins.values().removeIf(other -> !other.expires().isAfter(now));
        String hash = hash(cookie);
        Login before = logins.remove(hash);
        boolean same = before == null || before.who().equals(login.who());
        if (same && login.who().bytes() <= MOST_BYTES) {
            if (logins.size() >= MOST) {
                logins.remove(logins.keySet().iterator().next());
            }
            logins.put(hash, login);
        }
        changed.accept(this);
    }

    synchronized void forget(String cookie) {
        if (logins.remove(hash(cookie)) != null) {
            changed.accept(this);
        }
    }

    private static String hash(String cookie) {
        return Sha256Text.of(cookie);
    }
}
