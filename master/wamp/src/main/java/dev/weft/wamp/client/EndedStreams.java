package dev.weft.wamp.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls that were answered before their last part came: parts that are still on their way belong to them and are no new calls. As a call
 * that was canceled sends none any more, only the newest are remembered.
 */
final class EndedStreams {

    private static final int MOST = 1000;

    private final Map<Long, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(long request) {
        ended.put(request, true);
    }

    /** True where this is a part of such a call. */
    synchronized boolean has(long request, boolean lastPart) {
        return lastPart ? ended.remove(request) != null : ended.containsKey(request);
    }
}
