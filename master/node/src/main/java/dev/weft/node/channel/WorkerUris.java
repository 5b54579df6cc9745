package dev.weft.node.channel;

/** Uris of one worker on the node's own realm. */
public final class WorkerUris {

    private WorkerUris() {}

    /** With the dot at the end: {@code w1} must not reach what belongs to {@code w10}. */
    public static String prefix(String worker) {
        return "crossbar.worker." + worker + ".";
    }

    /** The role of the worker's session. */
    public static String role(String worker) {
        return "crossbar.worker." + worker;
    }

    /** Called by the worker when it has registered all that it offers. */
    public static String ready(String worker) {
        return prefix(worker) + "ready";
    }

    /** Called by the worker with a {@link Report} before it answers whoever asked for the change. */
    public static String report(String worker) {
        return prefix(worker) + "report";
    }

    /** Served by the worker: all that it runs, in one answer. */
    public static String contents(String worker) {
        return prefix(worker) + "contents";
    }

    /** True for what stays between controller and workers: no other session may be given it. */
    public static boolean isInternal(String uri) {
        return uri.startsWith("crossbar.worker.")
                && (uri.endsWith(".ready") || uri.endsWith(".report") || uri.endsWith(".contents"));
    }
}
