package dev.weft.node.procedure;

import dev.weft.config.Ids;
import dev.weft.fabric.api.Arguments;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param arguments checked against the procedure's row
 * @param caller session id of the caller, at the master where the call came from there; null where it is not known
 */
public record LocalCall(Arguments arguments, @Nullable Long caller) {

    /**
     * The id of a thing to be started: as given, or, where none is given, a free one.
     *
     * @param prefix of generated ids: {@code realm} leads to {@code realm001}
     */
    public String idOr(String name, String prefix, Set<String> taken) {
        return arguments.has(name) ? Refusals.requireId(name, arguments.string(name)) : Ids.next(prefix, taken);
    }
}
