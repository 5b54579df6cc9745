package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.Credentials;
import dev.weft.wamp.auth.Decoys;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.auth.ScramAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.WampCraAuthenticator;
import dev.weft.wamp.auth.WampCraSecret;
import dev.weft.wamp.auth.WampCraSecret.Salting;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What methods with a challenge need of the process. One for all transports: strangers see the same salt on each. */
public final class Proofs {

    private final RandomBytes random;
    private final Decoys decoys;
    private final InstantSource clock;

    public Proofs(RandomBytes random, InstantSource clock) {
        this.random = random;
        this.decoys = Decoys.of(random);
        this.clock = clock;
    }

    RandomBytes random() {
        return random;
    }

    Authenticator wampcra(Credentials<WampCraSecret> credentials) {
        return new WampCraAuthenticator(credentials, decoys, random, this::now);
    }

    /** Under both of its names. */
    List<Authenticator> scram(Credentials<ScramKeys> credentials) {
        return List.of(
                new ScramAuthenticator(ScramDialect.SPECIFICATION, credentials, decoys, random),
                new ScramAuthenticator(ScramDialect.CROSSBAR, credentials, decoys, random));
    }

    /** With the defaults of Crossbar.io. */
    static Salting salting(String salt, @Nullable Integer iterations, @Nullable Integer keylen) {
        return new Salting(
                salt,
                iterations == null ? Salting.DEFAULT_ITERATIONS : iterations,
                keylen == null ? Salting.DEFAULT_KEYLEN : keylen);
    }

    private String now() {
        Instant instant = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return instant.toString();
    }
}
