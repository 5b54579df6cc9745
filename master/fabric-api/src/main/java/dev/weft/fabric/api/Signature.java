package dev.weft.fabric.api;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a procedure.
 *
 * @param arguments without those that address a node, worker or realm
 * @param canonical turns bound values of this form into those of the first form
 */
record Signature(List<Argument> arguments, UnaryOperator<Map<String, @Nullable Object>> canonical) {

    Signature {
        arguments = List.copyOf(arguments);
    }

    static Signature of(String notation) {
        return new Signature(Argument.parse(notation), UnaryOperator.identity());
    }
}
