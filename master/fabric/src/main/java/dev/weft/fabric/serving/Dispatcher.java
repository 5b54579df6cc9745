package dev.weft.fabric.serving;

import dev.weft.fabric.api.Arguments;
import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.MasterKeywords;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.control.Caller;
import dev.weft.fabric.remote.Forwarder.Target;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leads a call of a row to whoever answers it: a node, a handler of the master, or the refusal of a row that is not built. */
final class Dispatcher {

    private static final int ADDRESSING_OF_REALM = 3;
    private static final List<String> PRECONDITIONS =
            List.of(MasterKeywords.IF_MATCH, MasterKeywords.FENCE, MasterKeywords.IDEMPOTENCY_KEY);

    private final Map<String, Handler> handlers;

    /** @param handlers by canonical uri */
    Dispatcher(Map<String, Handler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    CompletionStage<Payload> dispatch(Reach reach, Procedure row, InvocationContext call) {
        if (!row.built()) {
            throw row.unavailable();
        }
        if (row.level().remote()) {
            return row.prefix() ? forwardMeta(reach, row, call) : forward(reach, row, call);
        }
        Handler handler = handlers.get(row.uri());
        if (handler == null) {
            throw row.unavailable();
        }
        return handler.handle(new Call(reach, bind(row, call), caller(call))).thenApply(Payload::of);
    }

    /** A precondition that nobody checks must not look as if it held. */
    private static Arguments bind(Procedure row, InvocationContext call) {
        Arguments arguments = row.bind(call.payload());
        for (String keyword : PRECONDITIONS) {
            if (arguments.has(keyword)) {
                throw ApplicationError.of(
                        ErrorUri.FEATURE_UNAVAILABLE,
                        keyword + " is not available in this version: leave it out",
                        Map.of("procedure", row.uri(), "argument", keyword));
            }
        }
        return arguments;
    }

    private static CompletionStage<Payload> forward(Reach reach, Procedure row, InvocationContext call) {
        Arguments arguments = bind(row, call);
        Reach.Located located = reach.node(arguments.node());
        String worker = row.level() == Level.NODE ? null : arguments.worker();
        String local = row.local().orElseThrow(row::unavailable);
        String procedure = row.level() == Level.REALM ? ofRealm(arguments.string(Procedure.REALM), local) : local;
        return located.realm()
                .forwarder()
                .forward(
                        new Target(located.node(), worker, procedure, arguments.toLocalPayload()),
                        caller(call),
                        call.canceled());
    }

    /** A meta procedure that the table does not list: what comes after the three ids is none of our business. */
    private static CompletionStage<Payload> forwardMeta(Reach reach, Procedure row, InvocationContext call) {
        List<@Nullable Object> rest = new ArrayList<>(call.payload().arguments());
        Map<String, @Nullable Object> keywords =
                new LinkedHashMap<>(call.payload().keywords());
        List<String> ids = new ArrayList<>(ADDRESSING_OF_REALM);
        row.addressing().forEach(argument -> {
            Object value = rest.isEmpty() ? null : rest.remove(0);
            for (String name : argument.names()) {
                Object named = keywords.remove(name);
                value = value == null ? named : value;
            }
            if (!(value instanceof String id) || id.isEmpty()) {
                throw FabricError.invalidArgument(
                        row.uri(), argument.name(), argument.type().words(), "something else");
            }
            ids.add(id);
        });
        String uri = call.details().string("procedure");
        String prefix = row.uri().substring(0, row.uri().indexOf('<'));
        if (uri == null || !uri.startsWith(prefix)) {
            throw row.unavailable();
        }
        Reach.Located located = reach.node(ids.get(0));
        String procedure = ofRealm(ids.get(2), uri.substring(prefix.length()));
        return located.realm()
                .forwarder()
                .forward(
                        new Target(located.node(), ids.get(1), procedure, Payload.of(rest, keywords)),
                        caller(call),
                        call.canceled());
    }

    private static String ofRealm(String realm, String procedure) {
        return "realm." + realm + ".root." + procedure;
    }

    private static Caller caller(InvocationContext call) {
        Dict details = call.details();
        Long session = details.integer("caller");
        String authid = details.string("caller_authid");
        String authrole = details.string("caller_authrole");
        return new Caller(
                session == null ? 0 : session, authid == null ? "" : authid, authrole == null ? "" : authrole);
    }
}
