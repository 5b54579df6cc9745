package dev.weft.fabric.testkit.contract;

import dev.weft.fabric.api.Procedure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a row: an entry of {@code recorded.yaml}.
 *
 * @param ways to call it with success; the first one is the base of the refused ones
 * @param elsewhere errors of the row that are shown by another test, and where
 * @param fill what stands for the placeholders of the row's uri
 * @param costly called once per place only
 * @param freshNode it needs a node of its own, since it ends it
 */
record Example(
        Procedure row,
        List<Step> before,
        List<Way> ways,
        List<Refused> refused,
        Map<String, String> elsewhere,
        Map<String, String> fill,
        boolean costly,
        boolean freshNode) {

    /**
     * One way to call.
     *
     * @param arguments by keyword, without those that address node, worker and realm
     * @param positional all positional arguments, where they do not follow from the row's order of arguments
     * @param result its shape
     */
    record Way(
            Map<String, @Nullable Object> arguments,
            @Nullable List<@Nullable Object> positional,
            Object result,
            List<Step> after) {}

    /**
     * A call that something needs before or after it.
     *
     * @param as the name of its result
     */
    record Step(
            String uri,
            Map<String, @Nullable Object> arguments,
            @Nullable String as) {}

    /**
     * A call that is refused.
     *
     * @param before in place of the example's own steps, where it is not null
     * @param changes to the arguments of the first way
     */
    record Refused(@Nullable List<Step> before, Map<String, @Nullable Object> changes, String error) {}

    Way first() {
        return ways.get(0);
    }

    @Override
    public String toString() {
        return row.uri();
    }
}
