package dev.weft.router.metaapi;

import dev.weft.router.dealer.BuiltIn;
import dev.weft.router.dealer.Registration;
import dev.weft.router.dealer.Registrations;
import dev.weft.router.matching.Pattern;
import dev.weft.router.session.Member;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code wamp.registration.*}. */
final class RegistrationProcedures {

    private final Registrations registrations;

    RegistrationProcedures(Registrations registrations) {
        this.registrations = registrations;
    }

    void addTo(Map<String, BuiltIn> procedures) {
        procedures.put("wamp.registration.list", (caller, payload) -> Payload.of(list()));
        procedures.put("wamp.registration.lookup", (caller, payload) -> lookup(new MetaArguments(payload)));
        procedures.put(
                "wamp.registration.match",
                (caller, payload) -> id(registrations.match(new MetaArguments(payload).text(0, "procedure"))));
        procedures.put(
                "wamp.registration.get",
                (caller, payload) -> Payload.of(Descriptions.of(require(new MetaArguments(payload)))));
        procedures.put(
                "wamp.registration.list_callees",
                (caller, payload) -> Payload.of(callees(require(new MetaArguments(payload)))));
        procedures.put(
                "wamp.registration.count_callees",
                (caller, payload) -> Payload.of(
                        (long) callees(require(new MetaArguments(payload))).size()));
        procedures.put("wamp.registration.remove_callee", (caller, payload) -> remove(new MetaArguments(payload)));
    }

    private Map<String, @Nullable Object> list() {
        Map<String, @Nullable Object> byMatch = new LinkedHashMap<>();
        for (MatchPolicy match : MatchPolicy.values()) {
            List<Long> ids = new ArrayList<>();
            for (Registration registration : registrations.all()) {
                if (registration.pattern().match() == match) {
                    ids.add(registration.id());
                }
            }
            byMatch.put(match.wireName(), ids);
        }
        return byMatch;
    }

    private Payload lookup(MetaArguments arguments) {
        return id(registrations.get(new Pattern(arguments.match(1), arguments.text(0, "procedure"))));
    }

    private static Payload id(@Nullable Registration registration) {
        return Payload.of(registration == null ? new @Nullable Object[] {null} : new Object[] {registration.id()});
    }

    private Registration require(MetaArguments arguments) {
        long id = arguments.id(0, "registration");
        Registration registration = registrations.get(id);
        if (registration == null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_REGISTRATION, "no registration " + id + " in this realm");
        }
        return registration;
    }

    private static List<Long> callees(Registration registration) {
        List<Long> ids = new ArrayList<>();
        for (Member callee : registration.callees()) {
            ids.add(callee.id());
        }
        return ids;
    }

    private Payload remove(MetaArguments arguments) {
        Registration registration = require(arguments);
        long session = arguments.id(1, "session");
        String reason = arguments.optionalText(2, "reason");
        for (Member callee : registration.callees()) {
            if (callee.id() == session) {
                registrations.revoke(callee, registration, reason == null ? ErrorUri.CLOSE_KILLED : reason);
                return Payload.empty();
            }
        }
        throw ApplicationError.of(ErrorUri.NO_SUCH_SESSION, "session " + session + " does not serve the registration");
    }
}
