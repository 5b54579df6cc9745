package dev.weft.node.controller;

import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureMatch;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The oldest names of the node-local API, {@code crossbar.node.<node_id>.…}: each leads to the procedure that the table has it as an
 * alias of, on behalf of the caller.
 */
final class OldNames {

    /** Everything below is served here; the master has newer names for it, so it is not offered there. */
    static final String PREFIX = "crossbar.node.";

    private final WampSession session;
    private final Supplier<String> nodeId;

    OldNames(WampSession session, Supplier<String> nodeId) {
        this.session = session;
        this.nodeId = nodeId;
    }

    CompletionStage<?> register() {
        return session.register(PREFIX, Dict.of("match", "prefix"), this::lead);
    }

    private CompletionStage<Payload> lead(InvocationContext call) {
        String uri = String.valueOf(call.details().string("procedure"));
        Optional<ProcedureMatch> match = ProcedureTable.match(Scope.NODE, uri);
        if (match.isEmpty()) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_PROCEDURE, "no callee registered for procedure <" + uri + ">");
        }
        Map<String, String> parameters = match.get().parameters();
        String node = String.valueOf(parameters.get("node_id"));
        if (!node.equals(nodeId.get())) {
            throw FabricError.noSuchObject("node", node);
        }
        Procedure row = match.get().procedure();
        if (!row.built()) {
            throw row.unavailable();
        }
        String target = row.localUri(parameters).orElseThrow(row::unavailable);
        return session.call(target, onBehalf(call), call.payload());
    }

    private static Dict onBehalf(InvocationContext call) {
        Map<String, Object> caller = new LinkedHashMap<>();
        for (String name : List.of("caller", "caller_authid", "caller_authrole")) {
            Object value = call.details().get(name);
            if (value != null) {
                caller.put(name.equals("caller") ? "session" : name.substring("caller_".length()), value);
            }
        }
        return caller.isEmpty() ? Dict.empty() : Dict.of("forward_for", List.of(caller));
    }
}
