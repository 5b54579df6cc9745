package dev.weft.router.broker;

import dev.weft.router.Action;
import dev.weft.router.Authorizer.Decision;
import dev.weft.router.Bound;
import dev.weft.router.IdSource;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.matching.LongMap;
import dev.weft.router.matching.Pattern;
import dev.weft.router.matching.PatternTable;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.Member;
import dev.weft.router.session.Passthru;
import dev.weft.router.session.Testament;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Unsubscribed;
import dev.weft.wamp.serializer.SharedMessage;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PUBLISH, SUBSCRIBE and UNSUBSCRIBE of one realm. */
public final class Broker {

    private final Authorization authorization;
    private final SubscriptionListener listener;
    private final Parts parts;

    private final PatternTable<Subscription> table = new PatternTable<>();
    private final LongMap<Subscription> byId = new LongMap<>();
    private final LongMap<LongMap<Subscription>> bySession = new LongMap<>();

    /** Used during one publication only. */
    private final List<Subscription> matching = new ArrayList<>();

    private final Retained retained;

    /** What the broker needs besides. */
    public record Parts(IdSource ids, InstantSource clock, RealmOptions options) {

        Limits limits() {
            return options.limits();
        }
    }

    public Broker(Authorization authorization, SubscriptionListener listener, Parts parts) {
        this.authorization = authorization;
        this.listener = listener;
        this.parts = parts;
        this.retained = new Retained(parts.options().retention());
        for (Kept kept : parts.options().stored().history()) {
            Pattern pattern = new Pattern(kept.match(), kept.uri());
            add(new Subscription(parts.ids().next(), pattern, parts.clock().instant(), new History(kept.limit())));
        }
    }

    public void onPublish(Member member, Publish publish) {
        if (Passthru.isAsked(publish.options()) && !member.features().passthruOfPublisher()) {
            throw ProtocolViolation.of(
                    "PUBLISH with option ppt_scheme, and HELLO does not announce payload_passthru_mode");
        }
        Decision decision = authorization.decide(member, Action.PUBLISH, publish.topic());
        if (decision == null) {
            authorization.await(member, late -> publish(member, publish, late));
        } else {
            publish(member, publish, decision);
        }
    }

    private void publish(Member member, Publish publish, Decision decision) {
        Dict options = publish.options();
        boolean acknowledge = options.flag(Options.ACKNOWLEDGE);
        String topic = publish.topic();
        if (!Uri.isValid(topic, parts.options().uriRules())) {
            refuse(acknowledge, member, publish, ErrorUri.INVALID_URI, "no valid topic: " + Quoted.uri(topic));
            return;
        }
        if (!decision.allowed()) {
            Authorization.Refusal refusal = Authorization.refusal(member, Action.PUBLISH, topic, decision);
            refuse(acknowledge, member, publish, refusal.error(), refusal.text());
            return;
        }
        Publication publication;
        try {
            publication = publication(member, topic, options, publish.payload(), decision);
        } catch (ApplicationError e) {
            refuse(acknowledge, member, publish, e.uri(), e.text());
            return;
        }
        publish(member, publication, options);
        if (acknowledge) {
            member.send(new Published(publish.request(), publication.id()));
        }
    }

    /** @throws ApplicationError as {@link Recipients#of} */
    private Publication publication(Member member, String topic, Dict options, Payload payload, Decision decision) {
        return new Publication(
                parts.ids().next(),
                topic,
                payload,
                options.flag(Options.EXCLUDE_ME, true) ? member.id() : 0,
                Recipients.of(options),
                common(member, options, decision));
    }

    private void publish(Member member, Publication publication, Dict options) {
        dispatch(publication);
        if (options.flag(Options.RETAIN)) {
            retained.put(publication);
            if (retained.shrink()) {
                member.reached(Bound.RETAINED);
            }
        }
    }

    /** What a session that has ended wanted to be published then, where its role still may. */
    public void publishLast(Member member, Testament testament) {
        Decision decision = authorization.decide(member, Action.PUBLISH, testament.topic());
        if (decision == null) {
            authorization.whenDecided(late -> publishLast(member, testament, late));
        } else {
            publishLast(member, testament, decision);
        }
    }

    private void publishLast(Member member, Testament testament, Decision decision) {
        if (decision.allowed()) {
            Dict options = testament.options();
            publish(member, publication(member, testament.topic(), options, testament.payload(), decision), options);
        }
    }

    private static Dict common(Member member, Dict options, Decision decision) {
        boolean disclose = decision.disclose() || options.flag(Options.DISCLOSE_ME);
        Dict details = disclose ? new Dict(member.disclosed("publisher")) : Dict.empty();
        Long trust = member.role().trustLevel();
        return Passthru.copy(options, trust == null ? details : details.with(Options.TRUSTLEVEL, trust));
    }

    private static void refuse(boolean acknowledge, Member member, Publish publish, String uri, String text) {
        if (acknowledge) {
            member.fail(MessageType.PUBLISH, publish.request(), uri, text);
        }
    }

    /** Publishes an event of the router itself. */
    public void publish(String topic, Payload payload) {
        dispatch(new Publication(parts.ids().next(), topic, payload, 0, null, Dict.empty()));
    }

    private void dispatch(Publication publication) {
        Subscription exact = table.exact(publication.topic());
        if (exact != null) {
            deliver(publication, exact);
        }
        if (table.hasPatterns()) {
            // Before, not after: what fails on the way must not leave its subscriptions to the next topic.
            matching.clear();
            table.collectPatterns(publication.topic(), matching);
            for (int i = 0; i < matching.size(); i++) {
                deliver(publication, matching.get(i));
            }
        }
    }

    private void deliver(Publication publication, Subscription subscription) {
        History history = subscription.history();
        if (history != null) {
            history.add(publication, parts.clock().instant());
        }
        LongMap<Member> members = subscription.members();
        Event event = new Event(
                subscription.id(),
                publication.id(),
                publication.details(subscription.pattern()),
                publication.payload());
        SharedMessage shared = members.size() > 1 ? new SharedMessage(event) : null;
        for (int i = 0; i < members.places(); i++) {
            Member member = members.at(i);
            if (member == null || !publication.reaches(member)) {
                continue;
            }
            if (member.link().queuedBytes() > parts.limits().eventQueueBytes()) {
                member.reached(Bound.EVENT_QUEUE);
            } else if (shared == null) {
                member.send(event);
            } else {
                member.send(shared);
            }
        }
    }

    public void onSubscribe(Member member, Subscribe subscribe) {
        MatchPolicy match = Pattern.policy(subscribe.options().get(Options.MATCH));
        if (match == null) {
            fail(member, subscribe, ErrorUri.INVALID_ARGUMENT, "option match: use exact, prefix or wildcard");
            return;
        }
        if (Uri.findProblem(subscribe.topic(), parts.options().uriRules(), match)
                .isPresent()) {
            String text = "no valid topic for match " + match.wireName() + ": " + Quoted.uri(subscribe.topic());
            fail(member, subscribe, ErrorUri.INVALID_URI, text);
            return;
        }
        Pattern pattern = new Pattern(match, subscribe.topic());
        Decision decision = authorization.decide(member, Action.SUBSCRIBE, pattern);
        if (decision == null) {
            authorization.await(member, late -> subscribe(member, subscribe, pattern, late));
        } else {
            subscribe(member, subscribe, pattern, decision);
        }
    }

    private void subscribe(Member member, Subscribe subscribe, Pattern pattern, Decision decision) {
        if (!decision.allowed()) {
            Authorization.Refusal refusal = Authorization.refusal(member, Action.SUBSCRIBE, pattern.uri(), decision);
            fail(member, subscribe, refusal.error(), refusal.text());
            return;
        }
        LongMap<Subscription> held = bySession.get(member.id());
        int most = parts.limits().subscriptions();
        if (held != null && held.size() >= most && !member.role().isTrusted()) {
            member.reached(Bound.SUBSCRIPTIONS);
            fail(member, subscribe, ErrorUri.UNAVAILABLE, "a session may hold " + most + " subscriptions");
            return;
        }
        Subscription known = table.get(pattern.match(), pattern.uri());
        Subscription subscription = known == null ? create(pattern) : known;
        boolean joins = subscription.members().get(member.id()) == null;
        if (joins) {
            subscription.members().put(member.id(), member);
            if (held == null) {
                held = new LongMap<>();
                bySession.put(member.id(), held);
            }
            held.put(subscription.id(), subscription);
        }
        member.send(new Subscribed(subscribe.request(), subscription.id()));
        if (subscribe.options().flag(Options.GET_RETAINED)) {
            sendRetained(member, subscription);
        }
        if (known == null) {
            listener.onCreate(member, subscription);
        }
        if (joins) {
            listener.onSubscribe(member, subscription);
        }
    }

    private void sendRetained(Member member, Subscription subscription) {
        Pattern pattern = subscription.pattern();
        for (Publication publication : retained.find(pattern, member)) {
            if (member.link().queuedBytes() > parts.limits().eventQueueBytes()) {
                member.reached(Bound.EVENT_QUEUE);
                continue;
            }
            Dict details = publication.details(pattern).with(Options.RETAINED, true);
            member.send(new Event(subscription.id(), publication.id(), details, publication.payload()));
        }
    }

    private static void fail(Member member, Subscribe subscribe, String uri, String text) {
        member.fail(MessageType.SUBSCRIBE, subscribe.request(), uri, text);
    }

    private Subscription create(Pattern pattern) {
        Subscription subscription =
                new Subscription(parts.ids().next(), pattern, parts.clock().instant());
        add(subscription);
        return subscription;
    }

    private void add(Subscription subscription) {
        Pattern pattern = subscription.pattern();
        table.put(pattern.match(), pattern.uri(), subscription);
        byId.put(subscription.id(), subscription);
    }

    public void onUnsubscribe(Member member, Unsubscribe unsubscribe) {
        LongMap<Subscription> held = bySession.get(member.id());
        Subscription subscription = held == null ? null : held.remove(unsubscribe.subscription());
        if (subscription == null) {
            String text = "the session does not hold subscription " + unsubscribe.subscription();
            member.fail(MessageType.UNSUBSCRIBE, unsubscribe.request(), ErrorUri.NO_SUCH_SUBSCRIPTION, text);
            return;
        }
        boolean last = detach(member, subscription);
        member.send(new Unsubscribed(unsubscribe.request(), Dict.empty()));
        tell(member, subscription, last);
    }

    /** Takes a subscription away from a session, and tells it where it announced that it understands. */
    public void revoke(Member member, Subscription subscription, String reason) {
        LongMap<Subscription> held = bySession.get(member.id());
        if (held == null || held.remove(subscription.id()) == null) {
            return;
        }
        boolean last = detach(member, subscription);
        if (member.features().subscriptionRevocation()) {
            Dict details = Dict.of(Options.SUBSCRIPTION, subscription.id()).with(Options.REASON, reason);
            member.send(new Unsubscribed(0, details));
        }
        tell(member, subscription, last);
    }

    /** Forgets a session that has ended. */
    public void leave(Member member) {
        LongMap<Subscription> held = bySession.remove(member.id());
        if (held == null) {
            return;
        }
        for (Subscription subscription : held.values()) {
            tell(member, subscription, detach(member, subscription));
        }
    }

    /** True where nobody listens any more. */
    private boolean detach(Member member, Subscription subscription) {
        subscription.members().remove(member.id());
        if (!subscription.members().isEmpty() || subscription.history() != null) {
            return false;
        }
        table.remove(subscription.pattern().match(), subscription.pattern().uri());
        byId.remove(subscription.id());
        return true;
    }

    private void tell(Member member, Subscription subscription, boolean last) {
        listener.onUnsubscribe(member, subscription);
        if (last) {
            listener.onDelete(member, subscription);
        }
    }

    /**
     * What happened to a subscription, as far as this session would have got it: oldest first. Empty where the session neither holds it nor
     * may subscribe to it; an authorizer that takes its time to answer counts as no.
     */
    public Optional<List<PastEvent>> history(Member member, Subscription subscription) {
        boolean may = subscription.members().get(member.id()) != null;
        if (!may) {
            Decision decision = authorization.decide(member, Action.SUBSCRIBE, subscription.pattern());
            may = decision != null && decision.allowed();
            if (decision == null) {
                authorization.whenDecided(late -> {});
            }
        }
        History history = subscription.history();
        if (!may) {
            return Optional.empty();
        }
        return Optional.of(history == null ? List.of() : history.of(member, subscription.pattern()));
    }

    /** The subscription with this id. */
    public @Nullable Subscription get(long id) {
        return id > 0 ? byId.get(id) : null;
    }

    public @Nullable Subscription get(Pattern pattern) {
        return table.get(pattern.match(), pattern.uri());
    }

    /** All subscriptions that an event of this topic goes to. */
    public List<Subscription> match(String topic) {
        List<Subscription> found = new ArrayList<>();
        Subscription exact = table.exact(topic);
        if (exact != null) {
            found.add(exact);
        }
        table.collectPatterns(topic, found);
        return found;
    }

    public List<Subscription> all() {
        return byId.values();
    }

    public int size() {
        return byId.size();
    }

    /** What a session subscribes; a copy. */
    public List<Subscription> heldBy(Member member) {
        LongMap<Subscription> held = bySession.get(member.id());
        return held == null ? List.of() : held.values();
    }
}
