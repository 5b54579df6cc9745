package dev.weft.node.stats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The TCP sockets among the open descriptors of a process. */
final class SocketTable {

    private static final int MOST = 1000;

    private static final List<String> STATES = List.of(
            "NONE",
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECV",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "TIME_WAIT",
            "CLOSE",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING");

    private final Set<String> inodes = new HashSet<>();

    /** @param targets of the descriptors: {@code socket:[1234]} among them */
    SocketTable(List<String> targets) {
        for (String target : targets) {
            if (target.startsWith("socket:[")) {
                inodes.add(target.substring(8, target.length() - 1));
            }
        }
    }

    List<Map<String, @Nullable Object>> list() {
        List<Map<String, @Nullable Object>> sockets = new ArrayList<>();
        read("tcp", "tcp4", sockets);
        read("tcp6", "tcp6", sockets);
        return sockets;
    }

    private void read(String file, String type, List<Map<String, @Nullable Object>> into) {
        List<String> lines = ProcFile.lines("/proc/net/" + file);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] f = line.strip().split("\\s+");
            if (f.length > 9 && inodes.contains(f[9]) && into.size() < MOST) {
                int state = Integer.parseInt(f[3], 16);
                Map<String, @Nullable Object> socket = new LinkedHashMap<>();
                socket.put("type", type);
                socket.put("local", address(f[1]));
                socket.put("remote", f[2].endsWith(":0000") ? null : address(f[2]));
                socket.put("status", state < STATES.size() ? STATES.get(state) : "NONE");
                into.add(socket);
            }
        }
    }

    /** {@code 0100007F:1F90} is 127.0.0.1:8080: words of four bytes, little endian. */
    private static String address(String hex) {
        int colon = hex.indexOf(':');
        int port = Integer.parseInt(hex.substring(colon + 1), 16);
        List<Integer> bytes = new ArrayList<>();
        for (int word = 0; word + 8 <= colon; word += 8) {
            for (int i = 6; i >= 0; i -= 2) {
                bytes.add(Integer.parseInt(hex.substring(word + i, word + i + 2), 16));
            }
        }
        StringBuilder text = new StringBuilder();
        if (bytes.size() == 4) {
            bytes.forEach(b -> text.append(text.length() == 0 ? "" : ".").append(b));
            return text.append(':').append(port).toString();
        }
        for (int i = 0; i + 1 < bytes.size(); i += 2) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(bytes.get(i) << 8 | bytes.get(i + 1)));
        }
        return "[" + text + "]:" + port;
    }
}
