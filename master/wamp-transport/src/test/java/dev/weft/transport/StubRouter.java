package dev.weft.transport;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Register;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.message.Yield;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As much of a router as a transport's tests need: {@code echo} is answered by itself, other procedures by who registered them, and
 * an event goes to all subscribers. The realm {@code closed} is refused; {@code rude} does not answer GOODBYE; {@code ticket} asks for the ticket {@code open}.
 */
public final class StubRouter implements LinkAcceptor {

    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Member> procedures = new ConcurrentHashMap<>();
    private final Map<String, Long> registrations = new ConcurrentHashMap<>();
    private final List<Member> subscribers = new CopyOnWriteArrayList<>();
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<CloseReason> closed = new CopyOnWriteArrayList<>();

    @Override
    public LinkHandler accept(Link link) {
        Member member = new Member(link);
        members.add(member);
        return member;
    }

    public List<Link> links() {
        return members.stream().map(m -> m.link).toList();
    }

    /** Nobody who is there can register this, until {@link #free}. */
    public void take(String procedure) {
        procedures.put(procedure, new Member(members.get(0).link));
    }

    public void free(String procedure) {
        procedures.remove(procedure);
    }

    /** Why connections ended, in order. */
    public List<CloseReason> closed() {
        return closed;
    }

    private final class Member implements LinkHandler {

        private final Link link;
        private final Map<Long, Call> calls = new ConcurrentHashMap<>();
        private final Map<Long, Member> callers = new ConcurrentHashMap<>();
        private final AtomicLong invocations = new AtomicLong();
        private @Nullable String realm;

        private Member(Link link) {
            this.link = link;
        }

        @Override
        public void onMessage(Message message) {
            if (message instanceof Hello hello) {
                onHello(hello);
            } else if (message instanceof Authenticate answer) {
                if (answer.signature().equals("open")) {
                    welcome();
                } else {
                    link.send(new Abort(Dict.of("message", "wrong ticket"), "wamp.error.authentication_failed"));
                }
            } else if (message instanceof Goodbye && !"rude".equals(realm)) {
                link.send(new Goodbye(Dict.empty(), "wamp.close.goodbye_and_out"));
                link.close(CloseReason.normal());
            } else if (message instanceof Subscribe subscribe) {
                subscribers.add(this);
                link.send(new Subscribed(subscribe.request(), 7));
            } else if (message instanceof Publish publish) {
                subscribers.forEach(
                        s -> s.link.send(new Event(7, ids.incrementAndGet(), Dict.empty(), publish.payload())));
            } else if (message instanceof Register register) {
                onRegister(register);
            } else if (message instanceof Unregister unregister) {
                procedures.keySet().removeIf(p -> Objects.equals(registrations.get(p), unregister.registration()));
                link.send(new Unregistered(unregister.request(), Dict.empty()));
            } else if (message instanceof Call call) {
                onCall(call);
            } else if (message instanceof Yield yield) {
                answer(yield.request(), c -> new Result(c.request(), Dict.empty(), yield.payload()));
            } else if (message instanceof ErrorMessage error) {
                answer(
                        error.request(),
                        c -> new ErrorMessage(
                                MessageType.CALL, c.request(), Dict.empty(), error.error(), error.payload()));
            }
        }

        private void onHello(Hello hello) {
            realm = hello.realm();
            if ("closed".equals(realm)) {
                link.send(new Abort(Dict.of("message", "no realm of this name"), "wamp.error.no_such_realm"));
                link.close(CloseReason.normal());
            } else if ("ticket".equals(realm)) {
                link.send(new Challenge("ticket", Dict.empty()));
            } else if (!"silent".equals(realm)) {
                welcome();
            }
        }

        private void welcome() {
            link.send(new Welcome(
                    ids.incrementAndGet(),
                    Dict.of(Map.of(
                            "roles",
                            Map.of("broker", Map.of(), "dealer", Map.of()),
                            "realm",
                            String.valueOf(realm),
                            "authid",
                            "a",
                            "authrole",
                            "r"))));
        }

        private void onRegister(Register register) {
            if (procedures.putIfAbsent(register.procedure(), this) == null) {
                long id = ids.incrementAndGet();
                registrations.put(register.procedure(), id);
                link.send(new Registered(register.request(), id));
            } else {
                link.send(new ErrorMessage(
                        MessageType.REGISTER,
                        register.request(),
                        Dict.empty(),
                        "wamp.error.procedure_already_exists",
                        Payload.empty()));
            }
        }

        private void onCall(Call call) {
            if (call.procedure().equals("echo")) {
                link.send(new Result(call.request(), Dict.empty(), call.payload()));
                return;
            }
            Member callee = procedures.get(call.procedure());
            if (callee == null) {
                link.send(new ErrorMessage(
                        MessageType.CALL,
                        call.request(),
                        Dict.empty(),
                        "wamp.error.no_such_procedure",
                        Payload.empty()));
                return;
            }
            long request = callee.invocations.incrementAndGet();
            callee.calls.put(request, call);
            callee.callers.put(request, this);
            Long registration = registrations.get(call.procedure());
            callee.link.send(
                    new Invocation(request, registration == null ? 0 : registration, Dict.empty(), call.payload()));
        }

        private void answer(long request, Function<Call, Message> answer) {
            Call call = calls.remove(request);
            Member caller = callers.remove(request);
            if (call != null && caller != null) {
                caller.link.send(answer.apply(call));
            }
        }

        @Override
        public void onClosed(CloseReason reason) {
            closed.add(reason);
            members.remove(this);
            subscribers.remove(this);
            procedures.values().removeIf(m -> m == this);
        }
    }
}
