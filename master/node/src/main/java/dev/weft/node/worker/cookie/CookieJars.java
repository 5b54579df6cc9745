package dev.weft.node.worker.cookie;

import dev.weft.config.endpoint.CookieConfig;
import dev.weft.config.endpoint.CookieStore;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.Refusals;
import dev.weft.wamp.auth.RandomBytes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Makes the jars of a worker's transports. Transports that name the same file share who logged in. For the worker's executor only. */
public final class CookieJars {

    private final Path cbdir;
    private final RandomBytes random;
    private final InstantSource clock;
    private final Executor blocking;
    private final Map<Path, LoginStore> files = new HashMap<>();

    /** @param blocking where files are written */
    public CookieJars(Path cbdir, RandomBytes random, InstantSource clock, Executor blocking) {
        this.cbdir = cbdir;
        this.random = random;
        this.clock = clock;
        this.blocking = blocking;
    }

    /**
     * The jar of a transport that is about to start.
     *
     * @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for a database,
     *     {@code crossbar.error.invalid_configuration} for a file that is none of logins
     */
    public CookieJar of(CookieConfig config) {
        return new CookieJar(config, store(config), random, clock);
    }

    private LoginStore store(CookieConfig config) {
        if (config.store() instanceof CookieStore.Database) {
            throw Refusals.unavailable("a cookie store of type 'database'");
        }
        if (config.store() instanceof CookieStore.File file) {
            Path path = cbdir.resolve(file.filename()).normalize();
            return files.computeIfAbsent(path, p -> open(p, file));
        }
        return LoginStore.inMemory(clock);
    }

    private LoginStore open(Path path, CookieStore.File config) {
        LoginFile file = new LoginFile(path, blocking);
        try {
            Map<String, Login> known = config.purgeOnStartup() ? Map.of() : file.read();
            return LoginStore.kept(clock, known, file);
        } catch (UncheckedIOException unreadable) {
            throw Refusals.invalidConfiguration(
                    "the cookie store",
                    List.of(new Problem(
                            "/store/filename", String.valueOf(unreadable.getMessage()), "Name another file")));
        }
    }
}
