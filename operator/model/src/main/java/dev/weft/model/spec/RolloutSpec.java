package dev.weft.model.spec;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Shape;
import dev.weft.config.schema.Shapes;
import dev.weft.model.Share;
import dev.weft.model.TimeText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In what portions a change of a layout comes to the nodes that it selects. */
public record RolloutSpec(
        @Doc("How many nodes have the change after each step: counts or percentages, ascending, the last 100%;"
                + " absent: one node first where the layout selects more than ten")
        @MaxItems(16)
        @Shapes({Shape.INTEGER, Shape.TEXT})
        List<Object> steps,

        @Doc("How long the nodes of a step must keep working before the next step begins: 30s, 5m, 1h")
        @Default("30s")
        @Matches(value = TimeText.PATTERN, meaning = TimeText.MEANING)
        @MaxLength(16)
        String soak,

        @Doc("How many nodes, or what percentage of them, may fail before no further node is touched; 0 when absent")
        @Name("maxFailed")
        @Shapes({Shape.INTEGER, Shape.TEXT})
        @Nullable
        Object maxFailed)
        implements Checked {

    /** A week. */
    private static final long LONGEST_SOAK = 7 * 24 * 3_600_000L;

    public RolloutSpec {
        steps = List.copyOf(steps);
    }

    /** The steps; empty where the default counts. */
    public List<Share> shares() {
        return steps.stream().flatMap(step -> Share.of(step).stream()).toList();
    }

    /** The soak in milliseconds. */
    public long soakMillis() {
        return TimeText.millis(soak);
    }

    /** How many may fail. */
    public Share tolerated() {
        return Share.of(maxFailed).orElse(Share.NONE);
    }

    @Override
    public void check(Problems problems) {
        if (soakMillis() > LONGEST_SOAK) {
            problems.at("soak").add("a soak of " + soak + " is more than 7 days", "Shorten it to 168h or less");
        }
        if (maxFailed != null && Share.of(maxFailed).isEmpty()) {
            problems.at("maxFailed").add("expected a count such as 1, or a percentage such as 5%", "");
        }
        boolean whole = true;
        for (int i = 0; i < steps.size(); i++) {
            Optional<Share> share = Share.of(steps.get(i));
            if (share.isEmpty() || share.get().amount() == 0) {
                problems.at("steps").at(i).add("expected a count such as 1, or a percentage such as 10%", "");
                whole = false;
            }
        }
        if (whole && !steps.isEmpty()) {
            checkOrder(problems);
        }
    }

    private void checkOrder(Problems problems) {
        List<Share> shares = shares();
        for (int i = 1; i < shares.size(); i++) {
            Share now = shares.get(i);
            for (Share before : shares.subList(0, i)) {
                if (before.unit() == now.unit() && before.amount() >= now.amount()) {
                    problems.at("steps")
                            .at(i)
                            .add(now + " comes after " + before, "Let each step be larger than the ones before");
                    return;
                }
            }
        }
        int last = shares.size() - 1;
        if (!shares.get(last).equals(Share.ALL)) {
            problems.at("steps")
                    .at(last)
                    .add(
                            "the last step is " + shares.get(last) + ", and the other nodes would never be reached",
                            "Add 100% at the end");
        }
    }
}
