package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Shape;
import dev.weft.config.schema.Shapes;
import java.util.List;
import java.util.Map;

/** The environment variables of a worker process. */
@Impact(RESTART_WORKER)
public record EnvironmentConfig(
        @Default("true") @Shapes({Shape.BOOLEAN, Shape.TEXTS}) @Doc("All, none, or these variables of the node")
        Object inherit,

        @MaxItems(256) @KeysMatch(value = "[A-Za-z_][A-Za-z0-9_]*", meaning = "the name of a variable")
        Map<String, String> vars) {

    /** True where the worker gets this variable of the node. */
    public boolean inherits(String variable) {
        return inherit instanceof List<?> names ? names.contains(variable) : Boolean.TRUE.equals(inherit);
    }
}
