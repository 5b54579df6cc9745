package dev.weft.cli;

/** A command cannot go on, for a reason that the person at the terminal can mend. Stackless: it is an expected outcome. */
public final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String text;
    private final String remedy;
    private final int status;

    private CliFailure(String message, String remedy, int status) {
        super(message, null, false, false);
        this.text = message;
        this.remedy = remedy;
        this.status = status;
    }

    /** Ends the command with status 1. */
    public static CliFailure of(String message, String remedy) {
        return new CliFailure(message, remedy, ExitStatus.FAILED);
    }

    /** Ends the command with this status. */
    public static CliFailure of(String message, String remedy, int status) {
        return new CliFailure(message, remedy, status);
    }

    /** The command line is wrong: status 64. */
    public static CliFailure usage(String message, String remedy) {
        return new CliFailure(message, remedy, ExitStatus.USAGE);
    }

    /** The message was printed already: ends the command with this status and no further text. */
    public static CliFailure silent(int status) {
        return new CliFailure("", "", status);
    }

    /** What is wrong; empty where it was told already. */
    public String text() {
        return text;
    }

    /** What to type or change; may be empty. */
    public String remedy() {
        return remedy;
    }

    public int status() {
        return status;
    }
}
