package dev.weft.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a master is started.
 *
 * @param data folder of the database; made where it is missing, used by one master at a time
 * @param host address to listen on
 * @param port 0 to 65535; 0: the operating system chooses
 * @param superusers key files whose {@code public-key-ed25519:} lines name the superusers; none: nobody can manage this master
 * @param callTimeout after which a call that a node does not answer fails with {@code wamp.error.timeout}
 */
public record MasterSettings(Path data, String host, int port, List<Path> superusers, Duration callTimeout) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 9000;
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

    public MasterSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host to listen on is empty: give an address such as 127.0.0.1");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("the call timeout must be positive, was " + callTimeout);
        }
        superusers = List.copyOf(superusers);
    }

    /** The defaults of Crossbar.io: {@code ws://127.0.0.1:9000/ws}, no superuser. */
    public static MasterSettings in(Path data) {
        return new MasterSettings(data, DEFAULT_HOST, DEFAULT_PORT, List.of(), DEFAULT_CALL_TIMEOUT);
    }

    public MasterSettings listeningOn(String newHost, int newPort) {
        return new MasterSettings(data, newHost, newPort, superusers, callTimeout);
    }

    public MasterSettings withSuperusers(List<Path> keyFiles) {
        return new MasterSettings(data, host, port, keyFiles, callTimeout);
    }

    public MasterSettings withCallTimeout(Duration timeout) {
        return new MasterSettings(data, host, port, superusers, timeout);
    }
}
