package dev.weft.model.spec;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A label selector as documents write it. */
public record SelectorSpec(
        @Doc("Labels that must have these values") @Name("matchLabels") @MaxItems(64)
        Map<String, String> matchLabels,

        @Doc("Conditions that must hold") @Name("matchExpressions") @MaxItems(64)
        List<ExpressionSpec> matchExpressions) {

    /** One condition. */
    public record ExpressionSpec(
            @Doc("The label") String key,
            @Doc("How to compare") Operator operator,

            @Doc("The values of In and NotIn") @MaxItems(256)
            List<String> values)
            implements Checked {

        @Override
        public void check(Problems problems) {
            boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
            if (compares && values.isEmpty()) {
                problems.at("values").add("In and NotIn compare with values", "Add values: […]");
            }
            if (!compares && !values.isEmpty()) {
                problems.at("values").add("Exists and DoesNotExist compare with nothing", "Remove values");
            }
        }
    }

    /** How an expression compares. */
    public enum Operator {
        @Name("In")
        IN,
        @Name("NotIn")
        NOT_IN,
        @Name("Exists")
        EXISTS,
        @Name("DoesNotExist")
        DOES_NOT_EXIST
    }

    /** What it means. */
    public LabelSelector toSelector() {
        return new LabelSelector(
                new TreeMap<>(matchLabels),
                matchExpressions.stream()
                        .map(each -> new LabelSelector.Requirement(
                                each.key(),
                                LabelSelector.Operator.valueOf(each.operator().name()),
                                each.values()))
                        .toList());
    }
}
