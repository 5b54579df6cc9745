package dev.weft.controller.source;

import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.PartlyApplied;
import java.util.Optional;

/** The API server, as a source writes to it. Blocks on the calling thread. */
public interface ResourceApplier {

    /** As it is there now. */
    Optional<WeftResource> read(ResourceRef ref);

    /**
     * Applies: what the resource says is so afterwards, what others said beyond that stays.
     *
     * @return the resource as it is then
     * @throws Refused when the API server does not take it
     */
    WeftResource apply(WeftResource wanted, Way way);

    /**
     * Deletes it, if it is still the one that was looked at.
     *
     * @throws Refused when it may not
     */
    void delete(WeftResource known);

    /**
     * Writes into the status of a source how far it is: for whoever comes after us.
     *
     * @param partly empty: nothing is there in part
     * @throws Refused when it could not be written
     */
    void note(ResourceRef source, Optional<PartlyApplied> partly);

    /** How to apply. */
    record Way(Effect effect, Others others) {}

    /** Whether anything changes. */
    enum Effect {
        /** Only asks whether it would be taken. */
        TRY,
        REAL
    }

    /** What becomes of fields that others set. */
    enum Others {
        REFUSE,
        TAKE_OVER
    }

    /** Why it was not taken. Stackless: it is an expected outcome. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Cause cause;

        /** What kind of reason. */
        public enum Cause {
            /** Others set these fields. */
            CONFLICT,
            /** The resource is wrong. */
            INVALID,
            /** We lack the right. */
            FORBIDDEN,
            /** The API server has trouble. */
            UNAVAILABLE
        }

        public Refused(Cause cause, String text) {
            super(text, null, false, false);
            this.cause = cause;
        }

        Cause why() {
            return cause;
        }

        /** What the API server said. */
        String text() {
            return String.valueOf(getMessage());
        }
    }
}
