package dev.weft.wamp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Unsubscribed;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.message.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ClientSessionTest {

    private static final Dict CANCELING =
            Dict.of("roles", Map.of("dealer", Map.of("features", Map.of("call_canceling", true))));

    private final FakeLink link = new FakeLink();
    private final List<String> failures = new ArrayList<>();
    private final ClientSession session = session(4);

    private ClientSession session(int maxPending) {
        SessionDetails details = new SessionDetails(1, "realm1", "a", "r", "anonymous", "static", Dict.empty());
        return new ClientSession(
                new ClientSession.Setup(details, CANCELING, (where, failure) -> failures.add(where), maxPending), link);
    }

    @Test
    void a_call_completes_with_its_result_or_with_the_error_of_the_callee() {
        CompletionStage<Payload> good = session.call("com.p", Payload.of(1L));
        CompletionStage<Payload> bad = session.call("com.q", Payload.empty());

        session.onMessage(new ErrorMessage(MessageType.CALL, 2, Dict.empty(), "com.error", Payload.of("why")));
        session.onMessage(new Result(1, Dict.empty(), Payload.of(2L)));

        assertThat(link.sent)
                .containsExactly(
                        new Call(1, Dict.empty(), "com.p", Payload.of(1L)),
                        new Call(2, Dict.empty(), "com.q", Payload.empty()));
        assertThat(now(good)).isEqualTo(Payload.of(2L));
        assertThatThrownBy(() -> now(bad))
                .hasCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining("why");
    }

    @Test
    void canceling_the_future_cancels_the_call_and_a_late_result_is_swallowed() {
        CompletableFuture<Payload> call = session.call("com.p", Payload.empty()).toCompletableFuture();

        call.cancel(true);
        call.cancel(true);
        session.onMessage(new Result(1, Dict.empty(), Payload.of(2L)));

        assertThat(link.sent.subList(1, link.sent.size()))
                .containsExactly(new Cancel(1, Dict.of("mode", "killnowait")));
        assertThat(link.closed).isNull();
    }

    @Test
    void progressive_results_come_before_the_last() {
        List<Object> progress = new ArrayList<>();
        CompletionStage<Payload> call =
                session.call("com.p", Dict.empty(), Payload.empty(), p -> progress.add(p.argument(0)));

        session.onMessage(new Result(1, Dict.of("progress", true), Payload.of("half")));
        session.onMessage(new Result(1, Dict.empty(), Payload.of("all")));

        assertThat(link.last(Call.class).options().flag("receive_progress")).isTrue();
        assertThat(progress).containsExactly("half");
        assertThat(now(call)).isEqualTo(Payload.of("all"));
    }

    @Test
    void requests_that_wait_are_bounded() {
        for (int i = 0; i < 4; i++) {
            session.call("com.p", Payload.empty());
        }

        CompletionStage<Payload> oneTooMany = session.call("com.p", Payload.empty());

        assertThat(link.sent).hasSize(4);
        assertThatThrownBy(() -> now(oneTooMany)).hasMessageContaining("wamp.error.unavailable");
    }

    @Test
    void an_answer_that_nobody_asked_for_breaks_the_protocol() {
        session.onMessage(new Result(7, Dict.empty(), Payload.empty()));

        assertThat(link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
        assertThat(link.closed).extracting(CloseReason::kind).isEqualTo(CloseReason.Kind.PROTOCOL_ERROR);
        assertThat(now(session.closed())).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void an_answer_of_another_kind_or_a_message_of_a_client_breaks_the_protocol() {
        for (Message message : List.of(
                new Published(1, 2), new Welcome(1, Dict.empty()), new Call(1, Dict.empty(), "p", Payload.empty()))) {
            ClientSession fresh = session(4);
            fresh.call("com.p", Payload.empty());
            fresh.onMessage(message);
            assertThat(now(fresh.closed())).isEqualTo("wamp.error.protocol_violation");
        }
    }

    @Test
    void two_handlers_of_one_topic_share_a_subscription() {
        List<String> seen = new ArrayList<>();
        CompletionStage<WampSession.Subscription> one =
                session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("one"));
        CompletionStage<WampSession.Subscription> two =
                session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("two"));
        session.onMessage(new Subscribed(1, 50));
        session.onMessage(new Subscribed(2, 50));

        session.onMessage(event(50));
        CompletionStage<Void> left = now(one).unsubscribe();
        session.onMessage(event(50));

        assertThat(seen).containsExactly("one", "two", "two");
        assertThat(now(left)).isNull();
        assertThat(link.sent).hasSize(2);

        CompletionStage<Void> last = now(two).unsubscribe();
        assertThat(link.last(Unsubscribe.class)).isEqualTo(new Unsubscribe(3, 50));
        assertThat(last.toCompletableFuture()).isNotDone();
        session.onMessage(new Unsubscribed(3, Dict.empty()));
        assertThat(last.toCompletableFuture()).isCompleted();
        session.onMessage(event(50));
        assertThat(seen).hasSize(3);
    }

    @Test
    void a_subscription_is_not_ended_under_a_subscribe_that_is_on_its_way() {
        List<String> seen = new ArrayList<>();
        CompletionStage<WampSession.Subscription> one =
                session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("one"));
        session.onMessage(new Subscribed(1, 50));
        session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("two"));

        now(one).unsubscribe();
        session.onMessage(new Subscribed(2, 50));
        session.onMessage(event(50));

        assertThat(link.last(Subscribe.class).request()).isEqualTo(2);
        assertThat(seen).containsExactly("two");
    }

    @Test
    void a_handler_that_fails_disturbs_nobody_else() {
        List<String> seen = new ArrayList<>();
        session.subscribe("com.t", Dict.empty(), (payload, details) -> {
            throw new IllegalStateException();
        });
        session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("two"));
        session.onMessage(new Subscribed(1, 50));
        session.onMessage(new Subscribed(2, 50));

        session.onMessage(event(50));

        assertThat(seen).containsExactly("two");
        assertThat(failures).containsExactly("event handler of com.t");
    }

    @Test
    void invocations_are_answered_with_results_and_errors() {
        register(invocation -> CompletableFuture.completedFuture(invocation.payload()));
        session.onMessage(new Invocation(1, 60, Dict.empty(), Payload.of("echo")));
        assertThat(link.last(Yield.class)).isEqualTo(new Yield(1, Dict.empty(), Payload.of("echo")));
        session.onMessage(new Invocation(2, 61, Dict.empty(), Payload.empty()));
        assertThat(link.last(ErrorMessage.class).error()).isEqualTo("wamp.error.no_such_registration");
    }

    @Test
    void a_procedure_fails_with_its_own_error_or_with_runtime_error() {
        register(invocation -> {
            throw invocation.payload().isEmpty()
                    ? new IllegalStateException("secret")
                    : ApplicationError.of("com.error", "text");
        });

        session.onMessage(new Invocation(1, 60, Dict.empty(), Payload.of(1L)));
        assertThat(link.last(ErrorMessage.class))
                .isEqualTo(new ErrorMessage(MessageType.INVOCATION, 1, Dict.empty(), "com.error", Payload.of("text")));
        assertThat(failures).isEmpty();

        session.onMessage(new Invocation(2, 60, Dict.empty(), Payload.empty()));
        assertThat(link.last(ErrorMessage.class).error()).isEqualTo("wamp.error.runtime_error");
        assertThat(link.last(ErrorMessage.class).payload().arguments().toString())
                .doesNotContain("secret");
        assertThat(failures).containsExactly("procedure com.p");
    }

    @Test
    void a_callee_sends_progress_only_where_it_was_asked_for_and_hears_of_interrupts() {
        List<WampSession.InvocationContext> running = new ArrayList<>();
        CompletableFuture<Payload> result = new CompletableFuture<>();
        register(invocation -> {
            running.add(invocation);
            return result;
        });
        session.onMessage(new Invocation(1, 60, Dict.of("receive_progress", true), Payload.empty()));
        session.onMessage(new Invocation(2, 60, Dict.empty(), Payload.empty()));
        int before = link.sent.size();

        running.get(0).progress(Payload.of(1L));
        running.get(1).progress(Payload.of(1L));
        session.onMessage(new Interrupt(1, Dict.of("mode", "kill")));

        assertThat(link.sent.subList(before, link.sent.size()))
                .containsExactly(new Yield(1, Dict.of("progress", true), Payload.of(1L)));
        assertThat(now(running.get(0).canceled())).isEqualTo("kill");
        result.complete(Payload.empty());
        running.get(0).progress(Payload.of(2L));
        assertThat(link.sent).hasSize(before + 3);
    }

    @Test
    void what_the_router_revoked_is_gone() {
        List<String> seen = new ArrayList<>();
        WampSession.Registration registration =
                register(invocation -> CompletableFuture.completedFuture(Payload.empty()));
        CompletionStage<WampSession.Subscription> subscription =
                session.subscribe("com.t", Dict.empty(), (payload, details) -> seen.add("event"));
        session.onMessage(new Subscribed(2, 50));
        assertThat(registration.revoked().toCompletableFuture()).isNotDone();

        session.onMessage(new Unregistered(0, Dict.of("registration", 60L).with("reason", "com.error.why")));
        session.onMessage(new Unsubscribed(0, Dict.of("subscription", 50L)));
        session.onMessage(event(50));
        int before = link.sent.size();

        assertThat(now(registration.unregister())).isNull();
        assertThat(now(now(subscription).unsubscribe())).isNull();
        assertThat(link.sent).hasSize(before);
        assertThat(now(registration.revoked())).isEqualTo("com.error.why");
        assertThat(now(now(subscription).revoked())).isEqualTo("the router took it away");
        assertThat(seen).isEmpty();
    }

    @Test
    void unregistering_waits_for_the_router() {
        CompletionStage<Void> done = register(invocation -> CompletableFuture.completedFuture(Payload.empty()))
                .unregister();

        assertThat(link.last(Unregister.class)).isEqualTo(new Unregister(2, 60));
        assertThat(done.toCompletableFuture()).isNotDone();
        session.onMessage(new Unregistered(2, Dict.empty()));
        assertThat(done.toCompletableFuture()).isCompleted();
    }

    @Test
    void a_publication_waits_only_for_the_acknowledgement_that_it_asked_for() {
        CompletionStage<Void> plain = session.publish("com.t", Dict.empty(), Payload.of(1L));
        CompletionStage<Void> acknowledged = session.publish("com.t", Dict.of("acknowledge", true), Payload.of(1L));

        assertThat(plain.toCompletableFuture()).isCompleted();
        assertThat(acknowledged.toCompletableFuture()).isNotDone();
        session.onMessage(new Published(link.last(Publish.class).request(), 99));
        assertThat(acknowledged.toCompletableFuture()).isCompleted();
    }

    @Test
    void closing_says_goodbye_once_and_ends_with_the_answer() {
        CompletionStage<Payload> call = session.call("com.p", Payload.empty());

        CompletionStage<Void> closed = session.close();
        session.close();
        CompletionStage<Payload> late = session.call("com.p", Payload.empty());

        assertThat(link.sent).hasSize(2);
        assertThat(link.last(Goodbye.class).reason()).isEqualTo("wamp.close.close_realm");
        assertThat(closed.toCompletableFuture()).isNotDone();
        assertThatThrownBy(() -> now(late)).hasCauseInstanceOf(SessionClosed.class);

        session.onMessage(new Goodbye(Dict.empty(), "wamp.close.goodbye_and_out"));
        assertThat(closed.toCompletableFuture()).isCompleted();
        assertThat(link.closed).isNotNull();
        assertThatThrownBy(() -> now(call)).hasCauseInstanceOf(SessionClosed.class);
    }

    @Test
    void a_goodbye_of_the_router_is_answered() {
        session.onMessage(new Goodbye(Dict.empty(), "wamp.close.killed"));

        assertThat(link.last(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        assertThat(now(session.closed())).isEqualTo("wamp.close.killed");
    }

    @Test
    void a_lost_connection_ends_everything() {
        List<WampSession.InvocationContext> running = new ArrayList<>();
        WampSession.Registration registration = register(invocation -> {
            running.add(invocation);
            return new CompletableFuture<>();
        });
        session.onMessage(new Invocation(1, 60, Dict.empty(), Payload.empty()));
        CompletionStage<Payload> call = session.call("com.p", Payload.empty());
        CompletionStage<Void> unregistered = registration.unregister();

        session.onClosed(new CloseReason(CloseReason.Kind.LOST, "reset"));

        assertThat(now(session.closed())).isEqualTo("wamp.close.transport_lost");
        assertThatThrownBy(() -> now(call)).hasCauseInstanceOf(SessionClosed.class);
        assertThatThrownBy(() -> now(unregistered)).hasCauseInstanceOf(SessionClosed.class);
        assertThat(now(running.get(0).canceled())).isEqualTo("killnowait");
        assertThatThrownBy(() -> now(session.publish("com.t", Dict.empty(), Payload.empty())))
                .hasCauseInstanceOf(SessionClosed.class);
    }

    private WampSession.Registration register(WampSession.InvocationHandler handler) {
        CompletionStage<WampSession.Registration> stage = session.register("com.p", Dict.empty(), handler);
        session.onMessage(new Registered(1, 60));
        return now(stage);
    }

    private static Event event(long subscription) {
        return new Event(subscription, 1, Dict.empty(), Payload.empty());
    }

    private static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }
}
