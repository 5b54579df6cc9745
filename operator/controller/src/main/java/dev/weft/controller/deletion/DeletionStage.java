package dev.weft.controller.deletion;

/**
 * How far the deletion of a resource is.
 *
 * @param message for people; empty where there is nothing to say
 */
public record DeletionStage(Step step, String message) {

    /** Nobody deletes it. */
    public static final DeletionStage NONE = new DeletionStage(Step.NONE, "");

    /** From nothing to gone. */
    public enum Step {
        NONE,
        /** Just asked for. */
        SETTLING,
        /** Too many go at once: it waits for a confirmation. */
        HELD,
        /** Its live objects are being removed. */
        WORKING,
        /** Still tried, but the time that it may take is over. */
        BLOCKED,
        /** Nothing of it is left, or nobody wants to wait for it: the resource may go. */
        DONE
    }

    public static DeletionStage held(String message) {
        return new DeletionStage(Step.HELD, message);
    }

    public static DeletionStage working(String message) {
        return new DeletionStage(Step.WORKING, message);
    }

    public static DeletionStage blocked(String message) {
        return new DeletionStage(Step.BLOCKED, message);
    }

    public static DeletionStage done(String message) {
        return new DeletionStage(Step.DONE, message);
    }

    /** Whether its documents and objects may be taken away. */
    public boolean isUnderWay() {
        return step == Step.WORKING || step == Step.BLOCKED || step == Step.DONE;
    }
}
