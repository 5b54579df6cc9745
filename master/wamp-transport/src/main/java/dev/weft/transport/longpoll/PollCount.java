package dev.weft.transport.longpoll;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportMeter;
import java.util.HashMap;
import java.util.Map;

/** The open sessions of one service: how many there may be in all, and of one address. Safe for use by any thread. */
final class PollCount {

    /** Whoever may open the socket has been let in by its permissions, and has no address. */
    private static final String UNIX = "unix";

    private final LongPollSettings settings;
    private final TransportMeter meter;
    private final Map<String, Integer> ofAddress = new HashMap<>();
    private int open;

    PollCount(LongPollSettings settings, TransportMeter meter) {
        this.settings = settings;
        this.meter = meter;
    }

    /** {@code tcp4:127.0.0.1} of {@code tcp4:127.0.0.1:51234}; {@code unix} of whatever came by a Unix domain socket. */
    static String address(String peer) {
        return peer.startsWith(UNIX + ":") ? UNIX : peer.substring(0, Math.max(0, peer.lastIndexOf(':')));
    }

    /** False: there are too many, and this one must not be opened. */
    synchronized boolean add(String address) {
        if (open >= settings.sessions()) {
            return refuse(address, TransportBound.POLL_SESSIONS, "there are " + open + " already");
        }
        int before = ofAddress.getOrDefault(address, 0);
        if (before >= settings.sessionsPerAddress() && !address.equals(UNIX)) {
            return refuse(
                    address,
                    TransportBound.POLL_SESSIONS_PER_ADDRESS,
                    "there are " + before + " of this address already");
        }
        open++;
        ofAddress.put(address, before + 1);
        return true;
    }

    synchronized void remove(String address) {
        open--;
        ofAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    private boolean refuse(String address, TransportBound bound, String why) {
        meter.onReached(bound, address, "a session of long polls was refused: " + why);
        return false;
    }
}
