package dev.weft.model.spec;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Name;
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
            List<String> values) {}

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
