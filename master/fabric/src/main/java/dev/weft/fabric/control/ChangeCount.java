package dev.weft.fabric.control;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes of a node have come.
 *
 * @param epoch the start of the node's controller that it counts from
 * @param seq the number of the last change
 */
public record ChangeCount(String epoch, long seq) {

    /** Reads {@code {epoch, seq}}; empty for anything else, such as what a node says that does not count. */
    public static Optional<ChangeCount> read(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                        && map.get("epoch") instanceof String epoch
                        && map.get("seq") instanceof Long seq
                ? Optional.of(new ChangeCount(epoch, seq))
                : Optional.empty();
    }

    /** What is told later is newer, but for a smaller number within the same epoch: heartbeats and events may overtake each other. */
    ChangeCount then(ChangeCount told) {
        return epoch.equals(told.epoch) && seq > told.seq ? this : told;
    }

    public Map<String, Object> toTree() {
        return Map.of("epoch", epoch, "seq", seq);
    }
}
