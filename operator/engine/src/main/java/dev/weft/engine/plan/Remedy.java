package dev.weft.engine.plan;

/**
 * What to do so that a plan can do what it does not, for whoever reads it: each reader is told what can be typed there.
 *
 * @param anywhere what helps whoever plans, in the documents or in the fabric
 * @param commandLine what helps on the command line as well; may be empty
 * @param operator what helps in an operator as well; may be empty
 */
public record Remedy(String anywhere, String commandLine, String operator) {

    /** The same for everybody. */
    public static Remedy of(String anywhere) {
        return new Remedy(anywhere, "", "");
    }

    /** The same, with something that helps on the command line as well. */
    public Remedy orOnCommandLine(String more) {
        return new Remedy(anywhere, more, operator);
    }

    /** The same, with something that helps in an operator as well. */
    public Remedy orInOperator(String more) {
        return new Remedy(anywhere, commandLine, more);
    }

    public String onCommandLine() {
        return either(commandLine);
    }

    public String inOperator() {
        return either(operator);
    }

    private String either(String more) {
        return more.isEmpty() ? anywhere : anywhere + ", or " + more;
    }
}
