package dev.weft.router.metaapi;

import dev.weft.router.Bound;
import dev.weft.router.RealmOptions;
import dev.weft.router.broker.Recipients;
import dev.weft.router.dealer.BuiltIn;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.Member;
import dev.weft.router.session.Testament;
import dev.weft.router.session.Testaments.Limits;
import dev.weft.router.session.Testaments.Scope;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Encoded;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.Uri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code wamp.session.add_testament} and {@code flush_testaments}. */
final class TestamentProcedures {

    private TestamentProcedures() {}

    static void addTo(Map<String, BuiltIn> procedures, RealmOptions realm) {
        procedures.put("wamp.session.add_testament", (caller, payload) -> add(caller, payload, realm));
        procedures.put("wamp.session.flush_testaments", (caller, payload) -> {
            caller.testaments().flush(scope(new MetaArguments(payload)));
            return Payload.empty();
        });
    }

    private static Payload add(Member caller, Payload payload, RealmOptions realm) {
        MetaArguments arguments = new MetaArguments(payload);
        String topic = arguments.text(0, "topic");
        if (!Uri.isValid(topic, realm.uriRules())) {
            throw ApplicationError.of(ErrorUri.INVALID_URI, "no valid topic: " + Quoted.uri(topic));
        }
        List<?> args = arguments.optionalList(1, "args");
        Payload event = Payload.of(args == null ? List.of() : args, arguments.optionalDict(2, "kwargs"));
        Dict options = Dict.of(arguments.optionalDict(MetaArguments.BY_NAME, "publish_options"));
        // Whether they can be understood is to be heard now, not when nobody is there any more.
        Recipients.of(options);
        Limits limits = new Limits(realm.limits().testaments(), realm.limits().testamentBytes());
        long weight = topic.length() + weight(payload.encodedArguments()) + weight(payload.encodedKeywords());
        if (!caller.testaments().add(scope(arguments), new Testament(topic, event, options), weight, limits)) {
            caller.reached(Bound.TESTAMENTS);
            throw ApplicationError.of(
                    ErrorUri.UNAVAILABLE,
                    "a session may have " + limits.most() + " testaments of " + limits.bytes() + " bytes in all");
        }
        return Payload.empty();
    }

    private static long weight(@Nullable Encoded part) {
        return part == null ? 0 : part.length();
    }

    private static Scope scope(MetaArguments arguments) {
        String name = arguments.optionalText(MetaArguments.BY_NAME, "scope");
        for (Scope scope : Scope.values()) {
            if (scope.name().toLowerCase(Locale.ROOT).equals(name == null ? "destroyed" : name)) {
                return scope;
            }
        }
        throw MetaArguments.wrong("scope", "detached or destroyed");
    }
}
