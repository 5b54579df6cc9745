package dev.weft.cli.up;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.up.Addresses.Address;
import dev.weft.cli.view.FindingsView;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import java.nio.file.Path;
import java.util.List;

/** What {@code weft up} says when everything runs: where to connect, what to open, what to type next, how to end it. */
record UpText(Path documents, Desired desired, String data) {

    /**
     * Names only what is up.
     *
     * @param tenths how long it took, in tenths of a second
     */
    String ready(int status, long tenths, LiveState live) {
        List<Address> addresses = Addresses.of(desired).stream()
                .filter(address -> address.isUp(live))
                .toList();
        StringBuilder text = new StringBuilder("\n");
        text.append(status == ExitStatus.DONE ? "ready" : "not all of it is as the documents say")
                .append(": ")
                .append(FindingsView.counted(desired.nodes().size(), "node"))
                .append(", ")
                .append(FindingsView.counted(desired.objects().size(), "object"))
                .append(", after ")
                .append(tenths / 10)
                .append('.')
                .append(tenths % 10)
                .append(" s\n\n");
        for (Address address : addresses) {
            text.append("  %-20s %-36s %s%n".formatted(address.node(), address.url(), address.what()));
        }
        text.append('\n');
        addresses.stream()
                .filter(Address::page)
                .findFirst()
                .ifPresent(page -> text.append("open       ").append(page.url()).append('\n'));
        return text.append("then type  ")
                .append(command())
                .append(status == ExitStatus.DONE ? " reconcile --dry-run -f " : " reconcile -f ")
                .append(documents)
                .append("\ndata       ")
                .append(data)
                .append(" (logs below logs/)\nend        Ctrl-C\n")
                .toString();
    }

    /** As it was typed, where the launcher tells. */
    private static String command() {
        return System.getProperty("weft.command", "weft");
    }
}
