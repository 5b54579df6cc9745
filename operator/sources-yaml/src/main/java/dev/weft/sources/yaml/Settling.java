package dev.weft.sources.yaml;

import java.util.Optional;

/**
 * When changing files have come to rest, as a state machine: a content counts once two looks at it, a while apart, saw the same.
 * Editors and checkouts write in many steps; what lies between is never handed on. Not thread-safe; times are milliseconds.
 */
final class Settling {

    private static final long NOT = Long.MAX_VALUE;

    private final Pace pace;
    private String accepted;
    private Optional<String> candidate = Optional.empty();
    private long candidateAt;
    private long changingSince = NOT;
    private long lookAt;

    /**
     * How fast to follow, in milliseconds.
     *
     * @param quiet how long nothing may change before a content counts
     * @param longest after this time of changing without rest a content counts anyway
     * @param poll between two looks that nothing asked for
     */
    record Pace(long quiet, long longest, long poll) {

        static final Pace DEFAULT = new Pace(100, 5_000, 5_000);
    }

    /** @param accepted digest of the content that is known already */
    Settling(Pace pace, String accepted, long now) {
        this.pace = pace;
        this.accepted = accepted;
        this.lookAt = now + pace.poll();
    }

    /** Something may have changed. */
    void onHint(long now) {
        if (changingSince == NOT) {
            changingSince = now;
        }
        lookAt = Math.min(now + pace.quiet(), changingSince + pace.longest());
    }

    /** When to look at the content. */
    long lookAt() {
        return lookAt;
    }

    /** The content was looked at; true: it is new and has come to rest, so read it, and tell with {@link #onRead}. */
    boolean onLook(String digest, long now) {
        if (digest.equals(accepted)) {
            rest(now);
            return false;
        }
        if (changingSince == NOT) {
            changingSince = now;
        }
        boolean same = candidate.filter(digest::equals).isPresent();
        if (!same) {
            candidate = Optional.of(digest);
            candidateAt = now;
        }
        boolean still = same && now - candidateAt >= pace.quiet();
        if (still || now - changingSince >= pace.longest()) {
            return true;
        }
        lookAt = now + pace.quiet();
        return false;
    }

    /** The content was read; true: it is still what was looked at, so hand it on. */
    boolean onRead(String digest, long now) {
        boolean handOn = candidate.filter(digest::equals).isPresent() || now - changingSince >= pace.longest();
        if (handOn) {
            accepted = digest;
            rest(now);
        } else {
            candidate = Optional.of(digest);
            candidateAt = now;
            lookAt = now + pace.quiet();
        }
        return handOn;
    }

    /** The content could not be looked at or read: that is tried again at the next hint or poll. */
    void onBroken(long now) {
        rest(now);
    }

    private void rest(long now) {
        candidate = Optional.empty();
        changingSince = NOT;
        lookAt = now + pace.poll();
    }
}
