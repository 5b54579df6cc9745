package dev.weft.cli;

/** Entry of the {@code weft} command. */
public final class Main {

    private Main() {}

    /** Runs the command line and exits with its status. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int status = Weft.run(surroundings, arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        System.exit(status);
    }
}
