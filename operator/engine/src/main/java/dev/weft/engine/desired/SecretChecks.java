package dev.weft.engine.desired;

import dev.weft.config.schema.Blocks;
import dev.weft.config.worker.WorkerItem;
import dev.weft.engine.secret.SecretFiller;
import dev.weft.engine.secret.SecretRef;
import dev.weft.model.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets of a worker: in fields that are hidden everywhere, and only as references. */
final class SecretChecks {

    /** Stands for the value of a secret, which is not known here. */
    private static final String VALUE = "the value of a secret";

    private final Errors errors;

    private SecretChecks(Errors errors) {
        this.errors = errors;
    }

    /** Told what is wrong where. */
    @FunctionalInterface
    interface Errors {
        void error(String pointer, String message, String remedy);
    }

    static void check(@Nullable Object worker, Errors errors) {
        boolean without = SecretFiller.references(worker).isEmpty();
        Object hidden = Blocks.redact(WorkerItem.class, without ? worker : valuesIn(worker));
        new SecretChecks(errors).compare(worker, hidden, "");
    }

    /** @param hidden the same tree as nodes show it */
    private void compare(@Nullable Object written, @Nullable Object hidden, String pointer) {
        if (written == hidden) {
            return;
        }
        if (written instanceof Map<?, ?> map && hidden instanceof Map<?, ?> shown) {
            map.forEach((key, value) -> compare(value, shown.get(key), Pointer.child(pointer, String.valueOf(key))));
        } else if (written instanceof List<?> list && hidden instanceof List<?> shown) {
            for (int i = 0; i < list.size(); i++) {
                compare(list.get(i), shown.get(i), Pointer.child(pointer, i));
            }
        } else if (written != null && SecretRef.find(written).isPresent()) {
            if (VALUE.equals(hidden)) {
                errors.error(
                        pointer,
                        "this field is no secret: whoever may look at the fleet would see the value of " + written,
                        "write what may be seen, or ${VARIABLE} where the field takes a variable of the node");
            }
        } else if (written != null && !written.equals(hidden)) {
            errors.error(
                    pointer,
                    "a secret is written in clear",
                    "write $(secret.name/key), or ${VARIABLE} for the node's environment");
        }
    }

    private static @Nullable Object valuesIn(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, valuesIn(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(valuesIn(item)));
            return copy;
        }
        return tree != null && SecretRef.find(tree).isPresent() ? VALUE : tree;
    }
}
