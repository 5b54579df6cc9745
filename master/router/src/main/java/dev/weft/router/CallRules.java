package dev.weft.router;

import dev.weft.wamp.error.ErrorUri;
import java.time.Duration;

/** What is answered to calls where the specification and Crossbar.io differ: clients of either may depend on it. */
public enum CallRules {
    /** As the specification of WAMP says. */
    WAMP(1, ErrorUri.TIMEOUT, ErrorUri.NO_AVAILABLE_CALLEE),
    /** As Crossbar.io does: time limits are seconds, and whatever ends a call without an answer is {@code wamp.error.canceled}. */
    CROSSBAR(1_000, ErrorUri.CANCELED, ErrorUri.CANCELED);

    /** Longer than any process lives, and short enough for every timer. */
    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private final long millis;
    private final String timedOut;
    private final String calleeLeft;

    CallRules(long millis, String timedOut, String calleeLeft) {
        this.millis = millis;
        this.timedOut = timedOut;
        this.calleeLeft = calleeLeft;
    }

    /** What the option {@code timeout} of a CALL means. */
    public Duration timeout(long option) {
        return Duration.ofMillis(option > LONGEST_MILLIS / millis ? LONGEST_MILLIS : option * millis);
    }

    /** The option {@code timeout} of a CALL that means this time, or little more where the rules count in larger units. */
    public long option(Duration time) {
        return (time.toMillis() + millis - 1) / millis;
    }

    /** The error of a call that took too long. */
    public String timedOut() {
        return timedOut;
    }

    /** The error of a call whose callee has left. */
    public String calleeLeft() {
        return calleeLeft;
    }
}
