package dev.weft.config.schema;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a tree: the block, or all that is wrong with it.
 *
 * @param value present exactly where there are no problems
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record Reading<T>(Optional<T> value, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }

    public boolean ok() {
        return value.isPresent();
    }

    /**
     * The block.
     *
     * @throws InvalidBlock where there are problems
     */
    public T require() {
        return value.orElseThrow(() -> new InvalidBlock(problems));
    }
}
