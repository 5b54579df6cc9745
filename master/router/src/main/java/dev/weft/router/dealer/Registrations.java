package dev.weft.router.dealer;

import dev.weft.router.Action;
import dev.weft.router.Authorizer.Decision;
import dev.weft.router.Bound;
import dev.weft.router.IdSource;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.matching.LongMap;
import dev.weft.router.matching.Pattern;
import dev.weft.router.matching.PatternTable;
import dev.weft.router.matching.Quoted;
import dev.weft.router.session.Member;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REGISTER and UNREGISTER of one realm, and who serves what. */
public final class Registrations {

    private final Authorization authorization;
    private final RegistrationListener listener;
    private final Parts parts;
    private final Peers peers = new Peers();
    private final PatternTable<Registration> table = new PatternTable<>();
    private final LongMap<Registration> byId = new LongMap<>();

    /** What registrations need besides. */
    public record Parts(IdSource ids, InstantSource clock, RealmOptions options) {

        Limits limits() {
            return options.limits();
        }
    }

    public Registrations(Authorization authorization, RegistrationListener listener, Parts parts) {
        this.authorization = authorization;
        this.listener = listener;
        this.parts = parts;
    }

    Peers peers() {
        return peers;
    }

    public void onRegister(Member member, Register register) {
        MatchPolicy match = Pattern.policy(register.options().get(Options.MATCH));
        InvocationPolicy policy = InvocationPolicy.of(register.options().get(Options.INVOKE));
        if (match == null) {
            fail(member, register, ErrorUri.INVALID_ARGUMENT, "option match: use exact, prefix or wildcard");
            return;
        }
        if (policy == null) {
            String text = "option invoke: use single, first, last, roundrobin or random";
            fail(member, register, ErrorUri.INVALID_ARGUMENT, text);
            return;
        }
        if (Uri.findProblem(register.procedure(), parts.options().uriRules(), match)
                .isPresent()) {
            String text = "no valid procedure for match " + match.wireName() + ": " + Quoted.uri(register.procedure());
            fail(member, register, ErrorUri.INVALID_URI, text);
            return;
        }
        Long concurrency = register.options().integer(Options.CONCURRENCY);
        boolean isNumber = concurrency != null || register.options().get(Options.CONCURRENCY) == null;
        if (!isNumber || (concurrency != null && concurrency < 1)) {
            fail(
                    member,
                    register,
                    ErrorUri.INVALID_ARGUMENT,
                    "option concurrency: use a number from 1, or leave it out");
            return;
        }
        Wanted wanted = new Wanted(
                new Pattern(match, register.procedure()), policy, concurrency == null ? Callee.ANY : concurrency);
        Decision decision = authorization.decide(member, Action.REGISTER, wanted.pattern());
        if (decision == null) {
            authorization.await(member, late -> register(member, register, wanted, late));
        } else {
            register(member, register, wanted, decision);
        }
    }

    private record Wanted(Pattern pattern, InvocationPolicy policy, long concurrency) {}

    private void register(Member member, Register register, Wanted wanted, Decision decision) {
        Pattern pattern = wanted.pattern();
        if (!decision.allowed()) {
            Authorization.Refusal refusal = Authorization.refusal(member, Action.REGISTER, pattern.uri(), decision);
            fail(member, register, refusal.error(), refusal.text());
            return;
        }
        Peer peer = peers.of(member);
        int most = parts.limits().registrations();
        if (peer.registrations().size() >= most && !member.role().isTrusted()) {
            member.reached(Bound.REGISTRATIONS);
            fail(member, register, ErrorUri.UNAVAILABLE, "a session may hold " + most + " registrations");
            return;
        }
        Registration known = table.get(pattern.match(), pattern.uri());
        if (known != null && !canJoin(peer, known, wanted.policy())) {
            String text = "procedure " + Quoted.uri(pattern.uri()) + " is registered already, with invocation policy "
                    + known.policy().text();
            fail(member, register, ErrorUri.PROCEDURE_ALREADY_EXISTS, text);
            return;
        }
        Registration registration = known == null ? create(wanted) : known;
        registration.add(new Callee(peer, registration::onFree, wanted.concurrency()));
        peer.registrations().put(registration.id(), registration);
        member.send(new Registered(register.request(), registration.id()));
        if (known == null) {
            listener.onCreate(member, registration);
        }
        listener.onRegister(member, registration);
    }

    private static boolean canJoin(Peer peer, Registration known, InvocationPolicy policy) {
        return policy != InvocationPolicy.SINGLE
                && policy == known.policy()
                && peer.registrations().get(known.id()) == null;
    }

    private static void fail(Member member, Register register, String uri, String text) {
        member.fail(MessageType.REGISTER, register.request(), uri, text);
    }

    private Registration create(Wanted wanted) {
        Pattern pattern = wanted.pattern();
        Registration registration = new Registration(
                parts.ids().next(), pattern, wanted.policy(), parts.clock().instant());
        table.put(pattern.match(), pattern.uri(), registration);
        byId.put(registration.id(), registration);
        return registration;
    }

    public void onUnregister(Member member, Unregister unregister) {
        Peer peer = peers.get(member);
        Registration registration = peer == null ? null : peer.registrations().remove(unregister.registration());
        if (peer == null || registration == null) {
            String text = "the session does not hold registration " + unregister.registration();
            member.fail(MessageType.UNREGISTER, unregister.request(), ErrorUri.NO_SUCH_REGISTRATION, text);
            return;
        }
        boolean last = detach(peer, registration);
        member.send(new Unregistered(unregister.request(), Dict.empty()));
        tell(member, registration, last);
    }

    /**
     * Takes a registration away from a session, and tells it where it announced that it understands. Calls that it serves at the
     * moment go on.
     */
    public void revoke(Member member, Registration registration, String reason) {
        Peer peer = peers.get(member);
        if (peer == null || peer.registrations().remove(registration.id()) == null) {
            return;
        }
        boolean last = detach(peer, registration);
        if (member.features().registrationRevocation()) {
            Dict details = Dict.of(Options.REGISTRATION, registration.id()).with(Options.REASON, reason);
            member.send(new Unregistered(0, details));
        }
        tell(member, registration, last);
    }

    /** Takes all registrations of a session that has ended. */
    void leave(Peer peer) {
        for (Registration registration : peer.registrations().values()) {
            tell(peer.member(), registration, detach(peer, registration));
        }
        peer.registrations().clear();
    }

    /** True where nobody serves it any more. */
    private boolean detach(Peer peer, Registration registration) {
        if (!registration.remove(peer)) {
            return false;
        }
        table.remove(registration.pattern().match(), registration.pattern().uri());
        byId.remove(registration.id());
        return true;
    }

    private void tell(Member member, Registration registration, boolean last) {
        listener.onUnregister(member, registration);
        if (last) {
            listener.onDelete(member, registration);
        }
    }

    /** What a call of this procedure goes to. */
    public @Nullable Registration match(String procedure) {
        return table.best(procedure);
    }

    public @Nullable Registration get(long id) {
        return id > 0 ? byId.get(id) : null;
    }

    public @Nullable Registration get(Pattern pattern) {
        return table.get(pattern.match(), pattern.uri());
    }

    public List<Registration> all() {
        return byId.values();
    }

    public int size() {
        return byId.size();
    }

    /** What a session serves; a copy. */
    public List<Registration> heldBy(Member member) {
        Peer peer = peers.get(member);
        return peer == null ? List.of() : peer.registrations().values();
    }
}
