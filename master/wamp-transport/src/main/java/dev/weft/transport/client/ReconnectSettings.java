package dev.weft.transport.client;

import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * How a client stays connected.
 *
 * @param target asked before each attempt, so that addresses and credentials can change
 * @param fatalReasons uris of ABORT or GOODBYE after which no attempt is made any more
 * @param random for the jitter: from 0 (inclusive) to 1 (exclusive)
 * @param mostFailures attempts in a row that may fail; after the last of them no attempt is made any more
 */
public record ReconnectSettings(
        Supplier<ClientSettings> target,
        Backoff backoff,
        Set<String> fatalReasons,
        DoubleSupplier random,
        int mostFailures) {

    public ReconnectSettings {
        fatalReasons = Set.copyOf(fatalReasons);
        if (mostFailures < 1) {
            throw new IllegalArgumentException(
                    "the number of attempts that may fail is " + mostFailures + "; it must be at least 1");
        }
    }

    /** Never gives up, but for a fatal reason. */
    public ReconnectSettings(
            Supplier<ClientSettings> target, Backoff backoff, Set<String> fatalReasons, DoubleSupplier random) {
        this(target, backoff, fatalReasons, random, Integer.MAX_VALUE);
    }

    /** Default backoff, no fatal reasons. */
    public static ReconnectSettings of(ClientSettings target) {
        return new ReconnectSettings(() -> target, Backoff.defaults(), Set.of(), Math::random);
    }

    public ReconnectSettings withBackoff(Backoff other) {
        return new ReconnectSettings(target, other, fatalReasons, random, mostFailures);
    }

    public ReconnectSettings withFatalReasons(Set<String> reasons) {
        return new ReconnectSettings(target, backoff, reasons, random, mostFailures);
    }
}
