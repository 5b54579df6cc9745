package dev.weft.router.metaapi;

import dev.weft.router.Action;
import dev.weft.router.Authorizer.Decision;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.broker.Broker;
import dev.weft.router.broker.PastEvent;
import dev.weft.router.broker.Subscription;
import dev.weft.router.dealer.BuiltIn;
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

/** {@code wamp.subscription.*}. */
final class SubscriptionProcedures {

    private final Broker broker;

    SubscriptionProcedures(Broker broker) {
        this.broker = broker;
    }

    void addTo(Map<String, BuiltIn> procedures) {
        procedures.put("wamp.subscription.list", (caller, payload) -> Payload.of(list()));
        procedures.put("wamp.subscription.lookup", (caller, payload) -> lookup(new MetaArguments(payload)));
        procedures.put("wamp.subscription.match", (caller, payload) -> match(new MetaArguments(payload)));
        procedures.put(
                "wamp.subscription.get",
                (caller, payload) -> Payload.of(Descriptions.of(require(new MetaArguments(payload)))));
        procedures.put(
                "wamp.subscription.list_subscribers",
                (caller, payload) -> Payload.of(subscribers(require(new MetaArguments(payload)))));
        procedures.put(
                "wamp.subscription.count_subscribers",
                (caller, payload) -> Payload.of(
                        (long) require(new MetaArguments(payload)).members().size()));
        procedures.put("wamp.subscription.get_events", (caller, payload) -> events(caller, new MetaArguments(payload)));
        procedures.put("wamp.subscription.remove_subscriber", (caller, payload) -> remove(new MetaArguments(payload)));
    }

    private Map<String, @Nullable Object> list() {
        Map<String, @Nullable Object> byMatch = new LinkedHashMap<>();
        for (MatchPolicy match : MatchPolicy.values()) {
            List<Long> ids = new ArrayList<>();
            for (Subscription subscription : broker.all()) {
                if (subscription.pattern().match() == match) {
                    ids.add(subscription.id());
                }
            }
            byMatch.put(match.wireName(), ids);
        }
        return byMatch;
    }

    private Payload lookup(MetaArguments arguments) {
        Subscription found = broker.get(new Pattern(arguments.match(1), arguments.text(0, "topic")));
        return Payload.of(found == null ? new @Nullable Object[] {null} : new Object[] {found.id()});
    }

    private Payload match(MetaArguments arguments) {
        List<Long> ids = new ArrayList<>();
        for (Subscription subscription : broker.match(arguments.text(0, "topic"))) {
            ids.add(subscription.id());
        }
        return Payload.of(ids.isEmpty() ? new @Nullable Object[] {null} : new Object[] {ids});
    }

    private Subscription require(MetaArguments arguments) {
        long id = arguments.id(0, "subscription");
        Subscription subscription = broker.get(id);
        if (subscription == null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_SUBSCRIPTION, "no subscription " + id + " in this realm");
        }
        return subscription;
    }

    private static List<Long> subscribers(Subscription subscription) {
        List<Long> ids = new ArrayList<>();
        for (Member member : subscription.members().values()) {
            ids.add(member.id());
        }
        return ids;
    }

    private Payload events(Member caller, MetaArguments arguments) {
        Subscription subscription = require(arguments);
        List<PastEvent> events = broker.history(caller, subscription)
                .orElseThrow(() -> ApplicationError.of(
                        ErrorUri.NOT_AUTHORIZED,
                        Authorization.refusal(
                                        caller,
                                        Action.SUBSCRIBE,
                                        subscription.pattern().uri(),
                                        Decision.DENY)
                                .text()));
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        HistoryQuery.of(arguments).select(events).forEach(event -> told.add(Descriptions.of(subscription, event)));
        return Payload.of(told);
    }

    private Payload remove(MetaArguments arguments) {
        Subscription subscription = require(arguments);
        long session = arguments.id(1, "session");
        String reason = arguments.optionalText(2, "reason");
        Member member = session > 0 ? subscription.members().get(session) : null;
        if (member == null) {
            String text = "session " + session + " does not hold the subscription";
            throw ApplicationError.of(ErrorUri.NO_SUCH_SESSION, text);
        }
        broker.revoke(member, subscription, reason == null ? ErrorUri.CLOSE_KILLED : reason);
        return Payload.empty();
    }
}
