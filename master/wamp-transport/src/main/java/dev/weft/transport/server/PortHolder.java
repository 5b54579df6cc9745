package dev.weft.transport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which process listens on a port, from {@code /proc} (Linux). Best effort: only processes that this user may look into, and nothing
 * at all elsewhere. Reads some hundred small files, so only for the message of a failure.
 */
final class PortHolder {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int MOST_PROCESSES = 4096;
    private static final int MOST_FILES = 4096;

    private PortHolder() {}

    /** {@code process 812 (nginx)}. */
    static Optional<String> of(ListenAddress address) {
        if (!(address instanceof ListenAddress.Tcp tcp)) {
            return Optional.empty();
        }
        try {
            Set<String> sockets = new HashSet<>();
            for (String table : List.of("tcp", "tcp6")) {
                sockets.addAll(listening(PROC.resolve("net").resolve(table), tcp.port()));
            }
            return sockets.isEmpty() ? Optional.empty() : owner(sockets);
        } catch (IOException | UncheckedIOException unknown) {
            return Optional.empty();
        }
    }

    /** Links of {@code /proc/PID/fd} for the sockets that listen on this port. */
    private static Set<String> listening(Path table, int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        if (Files.isReadable(table)) {
            try (Stream<String> lines = Files.lines(table)) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(row -> row.length > INODE && row[STATE].equals(LISTENS) && row[1].endsWith(suffix))
                        .forEach(row -> sockets.add("socket:[" + row[INODE] + "]"));
            }
        }
        return sockets;
    }

    private static Optional<String> owner(Set<String> sockets) throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> String.valueOf(process.getFileName()).matches("\\d+"))
                    .limit(MOST_PROCESSES)
                    .filter(process -> holds(process.resolve("fd"), sockets))
                    .findFirst()
                    .map(process -> "process " + process.getFileName() + name(process));
        }
    }

    private static boolean holds(Path files, Set<String> sockets) {
        try (Stream<Path> all = Files.list(files)) {
            return all.limit(MOST_FILES).anyMatch(file -> isOneOf(file, sockets));
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }

    private static boolean isOneOf(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static String name(Path process) {
        try {
            return " (" + Files.readString(process.resolve("comm")).strip() + ")";
        } catch (IOException ended) {
            return "";
        }
    }
}
