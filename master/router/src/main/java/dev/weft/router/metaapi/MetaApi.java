package dev.weft.router.metaapi;

import dev.weft.router.RealmOptions;
import dev.weft.router.broker.Broker;
import dev.weft.router.dealer.BuiltIn;
import dev.weft.router.dealer.Registrations;
import dev.weft.router.session.Member;
import dev.weft.router.session.SessionTable;
import dev.weft.wamp.message.Goodbye;
import java.util.Map;
import java.util.function.BiConsumer;

/** The procedures of a realm's meta API. */
public final class MetaApi {

    private MetaApi() {}

    /**
     * What the meta API tells about.
     *
     * @param options of the realm
     */
    public record Subjects(SessionTable sessions, Registrations registrations, Broker broker, RealmOptions options) {}

    /** @param killer ends a session with this last message */
    public static void addTo(Map<String, BuiltIn> procedures, Subjects subjects, BiConsumer<Member, Goodbye> killer) {
        new SessionProcedures(subjects.sessions(), killer).addTo(procedures);
        TestamentProcedures.addTo(procedures, subjects.options());
        new RegistrationProcedures(subjects.registrations()).addTo(procedures);
        new SubscriptionProcedures(subjects.broker()).addTo(procedures);
    }
}
