package dev.weft.router.realm;

import dev.weft.router.Action;
import dev.weft.router.Bound;
import dev.weft.router.CallRules;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.RealmStats;
import dev.weft.router.RoleRules;
import dev.weft.router.authorization.Authorization;
import dev.weft.router.broker.Broker;
import dev.weft.router.dealer.BuiltIn;
import dev.weft.router.dealer.Dealer;
import dev.weft.router.dealer.Registrations;
import dev.weft.router.matching.Pattern;
import dev.weft.router.metaapi.MetaApi;
import dev.weft.router.metaapi.MetaEvents;
import dev.weft.router.session.CallTimes;
import dev.weft.router.session.Features;
import dev.weft.router.session.Member;
import dev.weft.router.session.Role;
import dev.weft.router.session.SessionTable;
import dev.weft.router.session.Traffic;
import dev.weft.wamp.client.ClientRoles;
import dev.weft.wamp.client.ClientSession;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A realm on its serial executor: the public methods hand over to it, everything else runs there. */
public final class RealmLoop implements Realm {

    private final RealmOptions options;
    private final RealmEnvironment environment;
    private final Traffic traffic;
    private final CallTimes times;
    private final SessionTable table = new SessionTable();
    private final Map<String, Role> roles = new HashMap<>();
    private final Authorization authorization;
    private final Broker broker;
    private final Registrations registrations;
    private final Sessions sessions;
    private final Dealer dealer;
    private final Dispatcher dispatcher;
    private final WelcomeDetails welcome;
    private final Revocation revocation;
    private @Nullable String closed;

    /** A realm with no role but {@code trusted}. */
    public RealmLoop(RealmOptions options, RealmEnvironment environment) {
        this.options = options;
        this.environment = environment;
        this.traffic = new Traffic(environment.bounds());
        this.times = new CallTimes(environment.nanoTime());
        boolean meta = options.metaApi() == RealmOptions.MetaApi.ON;
        MetaEvents events = new MetaEvents(meta ? this::publish : (topic, payload) -> {});
        authorization = new Authorization(environment.executor(), options.reservedPrefixes());
        broker = new Broker(
                authorization,
                events.subscriptions(),
                new Broker.Parts(environment.ids(), environment.clock(), options));
        registrations = new Registrations(
                authorization,
                events.registrations(),
                new Registrations.Parts(environment.ids(), environment.clock(), options));
        Map<String, BuiltIn> builtIns = new HashMap<>();
        dealer = new Dealer(
                authorization,
                registrations,
                builtIns,
                new Dealer.Parts(environment.executor(), environment.timers(), environment.ids(), options, times));
        sessions = new Sessions(table, events.sessions(), broker, dealer);
        if (meta) {
            MetaApi.addTo(builtIns, new MetaApi.Subjects(table, registrations, broker, options), sessions::kill);
        }
        dispatcher = new Dispatcher(sessions, broker, new Dispatcher.Roles(dealer, registrations, times), traffic);
        welcome = new WelcomeDetails(options.metaApi());
        revocation = new Revocation(authorization, broker, registrations);
        roles.put(Role.TRUSTED, Role.trusted());
    }

    private void publish(String topic, Payload payload) {
        broker.publish(topic, payload);
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public CallRules callRules() {
        return options.callRules();
    }

    @Override
    public CompletionStage<LinkHandler> join(SessionDetails details, Dict hello, Link link) {
        return onLoop(() -> admit(details, hello, link).inbox());
    }

    private Member admit(SessionDetails details, Dict hello, Link link) {
        if (closed != null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_REALM, "realm '" + name() + "' is closed: " + closed);
        }
        Role role = requireRole(details.authrole());
        int most = options.limits().sessions();
        if (table.clients() >= most && !role.isTrusted()) {
            traffic.countReached(Bound.SESSIONS, details, "");
            throw ApplicationError.of(
                    ErrorUri.UNAVAILABLE,
                    "realm '" + name() + "' has " + most + " sessions already, as many as it may");
        }
        if (table.get(details.session()) != null) {
            throw new IllegalArgumentException("session id " + details.session() + " is taken: use nextSessionId");
        }
        Member.Place place = new Member.Place(link, environment.executor(), dispatcher, traffic);
        Member member = new Member(details, Features.of(hello), role, place);
        sessions.begin(member, welcome.of(details));
        return member;
    }

    private Role requireRole(String name) {
        Role role = roles.get(name);
        if (role == null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_ROLE, "no role '" + name + "' in realm '" + name() + "'");
        }
        return role;
    }

    @Override
    public long nextSessionId() {
        return environment.ids().next();
    }

    @Override
    public CompletionStage<WampSession> open(String authid, String authrole) {
        return onLoop(() -> {
            SessionDetails details = new SessionDetails(
                    nextSessionId(), name(), authid, authrole, Role.TRUSTED, "internal", Dict.empty());
            LocalLink link = new LocalLink(environment.executor());
            ClientSession.Setup setup =
                    new ClientSession.Setup(details, welcome.of(details), environment.handlerFailures());
            ClientSession session = new ClientSession(setup, link.sessionEnd());
            Dict hello = Dict.of("roles", ClientRoles.dict().values());
            link.connect(session, admit(details, hello, link).inbox());
            return session;
        });
    }

    @Override
    public CompletionStage<Void> putRole(RoleRules rules) {
        if (rules.name().equals(Role.TRUSTED)) {
            return CompletableFuture.failedFuture(
                    ApplicationError.of(ErrorUri.INVALID_ARGUMENT, "role 'trusted' belongs to the router itself"));
        }
        return startOnLoop(() -> {
            Role role = roles.get(rules.name());
            if (role == null) {
                roles.put(rules.name(), Role.of(rules));
                return CompletableFuture.<Void>completedFuture(null);
            }
            role.replace(rules);
            return revocation.check(table.find(member -> member.role() == role));
        });
    }

    @Override
    public CompletionStage<Boolean> removeRole(String name) {
        return onLoop(() -> {
            Role role = name.equals(Role.TRUSTED) ? null : roles.remove(name);
            if (role == null) {
                return false;
            }
            Goodbye goodbye = new Goodbye(Dict.of("message", "role '" + name + "' was removed"), ErrorUri.CLOSE_KILLED);
            table.find(member -> member.role() == role).forEach(member -> sessions.kill(member, goodbye));
            return true;
        });
    }

    @Override
    public CompletionStage<RealmStats> stats() {
        return onLoop(() -> new RealmStats(
                roles.size() - 1,
                table.clients(),
                registrations.size(),
                broker.size(),
                traffic.sent(),
                traffic.received(),
                traffic.eventsDropped(),
                traffic.reached(),
                queue(),
                times.stats(dealer.waiting())));
    }

    private RealmStats.Queue queue() {
        long sum = 0;
        long most = 0;
        for (Member member : table.all()) {
            long bytes = member.link().queuedBytes();
            sum += bytes;
            most = Math.max(most, bytes);
        }
        return new RealmStats.Queue(sum, most);
    }

    @Override
    public CompletionStage<Boolean> permits(String role, Action action, String uri) {
        return startOnLoop(() -> {
            SessionDetails session =
                    new SessionDetails(nextSessionId(), name(), role, role, "none", null, Dict.empty());
            Pattern pattern = new Pattern(MatchPolicy.EXACT, uri);
            return authorization.permits(requireRole(role), session, action, pattern);
        });
    }

    @Override
    public CompletionStage<List<Long>> close(String reason) {
        return onLoop(() -> {
            if (closed == null) {
                closed = reason;
            }
            List<Long> detached = new ArrayList<>();
            for (Member member : table.all()) {
                detached.add(member.id());
                sessions.kill(member, new Goodbye(Dict.empty(), reason));
            }
            Collections.sort(detached);
            return detached;
        });
    }

    private <T> CompletableFuture<T> onLoop(Supplier<T> task) {
        return startOnLoop(() -> CompletableFuture.completedFuture(task.get()));
    }

    /** Failures arrive as they were thrown, not wrapped. */
    private <T> CompletableFuture<T> startOnLoop(Supplier<? extends CompletionStage<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            environment.executor().execute(() -> start(task, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private static <T> void start(Supplier<? extends CompletionStage<T>> task, CompletableFuture<T> result) {
        try {
            task.get().whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
