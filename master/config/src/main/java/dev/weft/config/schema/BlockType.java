package dev.weft.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type of a field, reflected. */
public sealed interface BlockType {

    /** What a value of this type is called in messages, with its article. */
    String words();

    record Text() implements BlockType {
        @Override
        public String words() {
            return "a string";
        }
    }

    /** An integer; {@code wide} where it is a long. */
    record Whole(boolean wide) implements BlockType {
        @Override
        public String words() {
            return "an integer";
        }
    }

    record Real() implements BlockType {
        @Override
        public String words() {
            return "a number";
        }
    }

    record Flag() implements BlockType {
        @Override
        public String words() {
            return "a boolean";
        }
    }

    /** An enumeration: wire name to constant, in declared order. */
    record Choice(Map<String, Enum<?>> constants) implements BlockType {
        @Override
        public String words() {
            return "one of " + String.join(", ", constants.keySet());
        }
    }

    record Sequence(BlockType element) implements BlockType {
        @Override
        public String words() {
            return "a list";
        }
    }

    record Mapping(BlockType value) implements BlockType {
        @Override
        public String words() {
            return "a dictionary";
        }
    }

    /** A nested block. Its schema is looked up when needed, since blocks may nest in themselves. */
    record Nested(Class<?> type) implements BlockType {
        public BlockSchema schema() {
            return BlockSchema.of(type);
        }

        @Override
        public String words() {
            return "a dictionary";
        }
    }

    /** One of several blocks, told apart by a field. */
    record Union(String discriminator, Map<String, Class<?>> members) implements BlockType {
        @Override
        public String words() {
            return "a dictionary";
        }
    }

    /** A value or the name of an environment variable. */
    record Environment(BlockType value) implements BlockType {

        /** The variable that a text names. Where the value is a text itself only the form with braces counts: {@code $x} may be a password. */
        Optional<String> variableIn(String text) {
            return value instanceof Text && !text.startsWith("${") ? Optional.empty() : OrEnv.variableIn(text);
        }

        /** The canonical form of a reference to a variable. */
        String reference(String variable) {
            return value instanceof Whole ? "$" + variable : "${" + variable + "}";
        }

        @Override
        public String words() {
            return value.words() + " or \"$VARIABLE\"";
        }
    }

    /** Written in one of several ways. */
    record Several(List<Shape> shapes) implements BlockType {
        @Override
        public String words() {
            return shapes.stream().map(Shape::words).collect(Collectors.joining(" or "));
        }
    }

    /** Passed on as it is. */
    record Anything() implements BlockType {
        @Override
        public String words() {
            return "any value";
        }
    }
}
