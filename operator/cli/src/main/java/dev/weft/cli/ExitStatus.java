package dev.weft.cli;

/** Exit statuses, the same for all commands. */
public final class ExitStatus {

    public static final int DONE = 0;
    /** Nothing was changed: documents, connection or permission are wrong. */
    public static final int FAILED = 1;
    /** A dry run found changes. */
    public static final int CHANGES = 2;
    /** Some of it was applied. */
    public static final int PARTLY = 3;
    /** The live state is not what the plan looked at, or an object is somebody else's. */
    public static final int CONFLICT = 4;
    /** A guard refused. */
    public static final int REFUSED = 5;
    /** Another process holds what this one needs. */
    public static final int LOCKED = 6;
    /** The source could not be verified: a signature, or a revision that goes back. */
    public static final int UNVERIFIED = 7;
    /** The deadline came with work in progress. */
    public static final int DEADLINE = 8;
    /** The command line itself is wrong. */
    public static final int USAGE = 64;
    /** Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
