package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a live object is as it is wanted. Pure. What the server fills in, and what others add to it, does not count. */
final class LiveMatch {

    private LiveMatch() {}

    /** Whether everything in {@code wanted} is in {@code live}, as trees. */
    static boolean contains(@Nullable Object live, @Nullable Object wanted) {
        if (wanted instanceof Map<?, ?> fields) {
            return live instanceof Map<?, ?> there
                    && fields.entrySet().stream().allMatch(each -> contains(there.get(each.getKey()), each.getValue()));
        }
        if (wanted instanceof List<?> items) {
            if (!(live instanceof List<?> there) || there.size() != items.size()) {
                return live == null && items.isEmpty();
            }
            for (int i = 0; i < items.size(); i++) {
                if (!contains(there.get(i), items.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return wanted == null
                || wanted.equals("") && live == null
                || Objects.equals(live, wanted)
                || isSameAmount(live, wanted);
    }

    /** {@code 1024Mi} is written back as {@code 1Gi}. */
    private static boolean isSameAmount(@Nullable Object live, Object wanted) {
        if (!(live instanceof String one) || !(wanted instanceof String other)) {
            return false;
        }
        try {
            return Character.isDigit(other.isEmpty() ? ' ' : other.charAt(0))
                    && new Quantity(one).getNumericalAmount().compareTo(new Quantity(other).getNumericalAmount()) == 0;
        } catch (IllegalArgumentException noAmounts) {
            return false;
        }
    }
}
