package dev.weft.controller.deletion;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a deletion goes through, and how long it may take. Pure: what is known comes in, a stage comes out. */
public final class DeletionRules {

    private static final String CONFIRM =
            "; nothing is stopped. If it was meant, annotate: weft.dev/confirm-deletion=\"true\". If not, annotate:"
                    + " weft.dev/abandon=\"true\", and apply the resource again: it takes over what is live";

    private final Limits limits;

    public DeletionRules(Limits limits) {
        this.limits = limits;
    }

    /**
     * How much may go, and how long it may take.
     *
     * @param settle how long to wait for others that are deleted in the same breath
     * @param window in which deletions of a kind are counted together
     * @param deadline after which an obstacle is told
     * @param few so many may go whatever share they are
     * @param percent of a kind that may go within the window
     */
    public record Limits(Duration settle, Duration window, Duration deadline, int few, int percent) {

        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofMinutes(10), 3, 10);
    }

    /**
     * What is known about one resource that is being deleted and has something to remove.
     *
     * @param seen when the deletion was first seen
     * @param confirmed whether somebody said that it is meant
     * @param abandoned whether somebody said not to wait
     * @param heldBefore whether it was held already
     * @param started whether its removal has begun
     * @param many why it looks as if it was not meant; empty: it does not
     * @param remaining what is left of it, or is in the way; empty: nothing
     */
    public record Case(
            Instant seen,
            boolean confirmed,
            boolean abandoned,
            boolean heldBefore,
            boolean started,
            Optional<String> many,
            Optional<String> remaining) {}

    /** How far it is. */
    public DeletionStage stage(Case of, Instant now) {
        if (of.abandoned()) {
            return DeletionStage.done("abandoned: what is left of it stays");
        }
        if (!of.started()) {
            // Before anything else is said: that it was held is remembered in what is said about it.
            if (!of.confirmed() && of.heldBefore()) {
                return DeletionStage.held(of.many().orElse("was held when many were deleted at once") + CONFIRM);
            }
            if (now.isBefore(of.seen().plus(limits.settle())) && !of.confirmed()) {
                return new DeletionStage(DeletionStage.Step.SETTLING, "is about to be removed");
            }
            if (!of.confirmed() && of.many().isPresent()) {
                return DeletionStage.held(of.many().get() + CONFIRM);
            }
        }
        if (of.remaining().isEmpty()) {
            return DeletionStage.done("nothing of it is left");
        }
        String left = of.remaining().get();
        if (now.isBefore(of.seen().plus(limits.deadline()))) {
            return DeletionStage.working("is being removed: " + left);
        }
        return DeletionStage.blocked(
                "could not be removed within " + limits.deadline().toMinutes() + " minutes, tried on: " + left
                        + ". To let the resource go and leave the rest as it is, annotate: weft.dev/abandon=\"true\"");
    }

    /**
     * Whether so many go at once that it looks like a mistake.
     *
     * @param kind for the message
     * @param going within the window, those that are gone already included
     * @param all there were
     */
    public Optional<String> many(String kind, int going, int all) {
        boolean mass = going >= limits.few() && going * 100L > (long) all * limits.percent();
        return mass
                ? Optional.of(going + " of " + all + " resources of kind " + kind + " were deleted within "
                        + limits.window().toMinutes() + " minutes")
                : Optional.empty();
    }

    public Limits limits() {
        return limits;
    }
}
