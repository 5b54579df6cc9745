package dev.weft.sources.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a document with the place where it begins. An alias is the very node that it names. */
sealed interface Node {

    /** Line and column, both from 1. */
    record Mark(int line, int column) {}

    Mark at();

    /** How many values this is with aliases written out, itself included. */
    long size();

    /** A text, number, boolean or null. */
    record Scalar(@Nullable Object value, Mark at) implements Node {
        @Override
        public long size() {
            return 1;
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Mark at, long size) implements Node {}

    /** A map; keys are in the order in which they were written. */
    record Mapping(Map<String, Member> members, Mark at, long size) implements Node {}

    /** One member of a map: where its key stands, and its value. */
    record Member(Mark at, Node value) {}
}
