package dev.weft.fabric.api;

import java.util.Map;

/**
 * The row that a uri stands for.
 *
 * @param parameters the values of the placeholders in the uri, such as {@code node_id} or {@code realm_name}
 */
public record ProcedureMatch(Procedure procedure, Map<String, String> parameters) {

    public ProcedureMatch {
        parameters = Map.copyOf(parameters);
    }
}
