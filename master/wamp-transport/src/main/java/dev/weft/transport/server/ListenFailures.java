package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** What the operating system says about an address, in words that help. */
final class ListenFailures {

    private ListenFailures() {}

    static CannotListen explain(ListenAddress address, Throwable cause) {
        if (cause instanceof CannotListen already) {
            return already;
        }
        String said = String.valueOf(cause.getMessage());
        String start = "cannot listen at " + address.text() + ": ";
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return new CannotListen(
                    start + "the address is already in use. "
                            + PortHolder.of(address)
                                    .map(holder -> (isThisOne(holder) ? "Another transport of this process" : holder)
                                            + " listens there;")
                                    .orElse("Another transport or another process listens there;")
                            + " choose another port, or stop the other one",
                    cause);
        }
        if (lower.contains("assign requested") || cause instanceof UnresolvedAddressException) {
            return new CannotListen(
                    start + "this is no address of this machine. Use one of its own, or 0.0.0.0 for all of them",
                    cause);
        }
        if (lower.contains("permission denied")) {
            return new CannotListen(
                    start
                            + "permission denied. Ports below 1024 need a privilege, a socket file needs a folder that may be"
                            + " written",
                    cause);
        }
        if (lower.contains("too long")) {
            return new CannotListen(start + "the path is too long for a socket; it may have 107 bytes", cause);
        }
        return new CannotListen(start + said, cause);
    }

    /** Its number would send somebody looking for a stranger. */
    private static boolean isThisOne(String holder) {
        String me = "process " + ProcessHandle.current().pid();
        return holder.equals(me) || holder.startsWith(me + " ");
    }
}
