package dev.weft.config.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration block that cannot be used, with all that is wrong with it. */
public final class InvalidBlock extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidBlock(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
