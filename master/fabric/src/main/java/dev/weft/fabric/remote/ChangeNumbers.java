package dev.weft.fabric.remote;

import dev.weft.wamp.message.Payload;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places the changes of each node. A node of Weft counts them itself and says so in {@code seq} and {@code epoch}; for others the
 * master counts, in an epoch that begins with its own start. For one thread.
 */
final class ChangeNumbers {

    private final String epoch;
    private final Map<String, Place> last = new HashMap<>();

    /** @param epoch differs between starts of this master */
    ChangeNumbers(String epoch) {
        this.epoch = epoch;
    }

    /** @param repeated true where the same change was seen before: an alias of its topic */
    record Place(Object epoch, long seq, boolean repeated) {}

    Place next(String nodeOid, Payload event) {
        Map<String, @Nullable Object> keywords = event.keywords();
        Place before = last.get(nodeOid);
        Place now;
        if (keywords.get("seq") instanceof Long seq && keywords.get("epoch") != null) {
            Object theirs = keywords.get("epoch");
            boolean repeated = before != null && before.epoch().equals(theirs) && seq <= before.seq();
            now = new Place(theirs, seq, repeated);
        } else {
            long seq = before != null && before.epoch().equals(epoch) ? before.seq() + 1 : 1;
            now = new Place(epoch, seq, false);
        }
        if (!now.repeated()) {
            last.put(nodeOid, now);
        }
        return now;
    }
}
