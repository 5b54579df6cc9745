package dev.weft.wamp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Registered;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Yield;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** WAMP, "Progressive Call Invocations", "Call Canceling" and "Payload Passthru Mode", as a session does them. */
class StreamsTest {

    private static final Dict MORE = Dict.of("progress", true);
    private static final Map<String, Object> ALL = Map.of(
            "features",
            Map.of("call_canceling", true, "progressive_call_invocations", true, "payload_passthru_mode", true));

    private final FakeLink link = new FakeLink();
    private final List<String> failures = new ArrayList<>();
    private final ClientSession session = session(Dict.of("roles", Map.of("dealer", ALL, "broker", ALL)));

    private ClientSession session(Dict welcome) {
        SessionDetails details = new SessionDetails(1, "realm1", "a", "r", "anonymous", "static", Dict.empty());
        return new ClientSession(
                new ClientSession.Setup(details, welcome, (where, failure) -> failures.add(where)), link);
    }

    @Test
    void parts_of_a_call_have_its_request_id_and_the_last_has_no_progress() {
        WampSession.RunningCall call = session.open("com.p", MORE, Payload.of(1L), progress -> {});
        call.send(Payload.of(2L));
        call.finish(Payload.of(3L));

        assertThat(link.sent)
                .containsExactly(
                        new Call(1, MORE, "com.p", Payload.of(1L)),
                        new Call(1, MORE, "com.p", Payload.of(2L)),
                        new Call(1, Dict.empty(), "com.p", Payload.of(3L)));
        assertThatThrownBy(() -> now(call.send(Payload.of(4L)))).hasCauseInstanceOf(IllegalStateException.class);
        session.onMessage(new Result(1, Dict.empty(), Payload.of("all")));
        assertThat(now(call.result())).isEqualTo(Payload.of("all"));
    }

    @Test
    void a_last_part_that_found_no_room_can_be_sent_again() {
        WampSession.RunningCall call = session.open("com.p", MORE, Payload.of(1L), progress -> {});
        link.full = true;
        assertThatThrownBy(() -> now(call.finish(Payload.of(2L)))).hasMessageContaining("wamp.error.unavailable");

        link.full = false;
        call.finish(Payload.of(2L));

        assertThat(link.sent).hasSize(2).endsWith(new Call(1, Dict.empty(), "com.p", Payload.of(2L)));
    }

    @Test
    void no_part_leaves_after_the_answer_or_after_an_ordinary_call() {
        WampSession.RunningCall answered = session.open("com.p", MORE, Payload.of(1L), progress -> {});
        session.onMessage(new Result(1, Dict.empty(), Payload.empty()));
        WampSession.RunningCall ordinary = session.open("com.p", Dict.empty(), Payload.of(1L), progress -> {});

        assertThatThrownBy(() -> now(answered.send(Payload.of(2L)))).hasMessageContaining("wamp.error.canceled");
        assertThatThrownBy(() -> now(ordinary.send(Payload.of(2L)))).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void a_router_is_not_sent_what_it_did_not_announce() {
        ClientSession plain = session(Dict.empty());
        Payload opaque = Payload.opaque(Passthru.of("x_mine", "cbor"), new byte[] {1});

        for (CompletionStage<?> refused : List.of(
                plain.open("com.p", MORE, Payload.empty(), progress -> {}).result(),
                plain.call("com.p", opaque),
                plain.publish("com.t", Dict.empty(), opaque))) {
            assertThatThrownBy(() -> now(refused)).hasMessageContaining("wamp.error.feature_not_supported");
        }
        assertThat(link.sent).isEmpty();
    }

    @Test
    void a_cancel_names_its_mode_and_the_answer_decides() {
        WampSession.RunningCall call = session.open("com.p", Dict.empty(), Payload.empty(), progress -> {});
        call.cancel(CancelMode.KILL);

        assertThat(link.last(Cancel.class)).isEqualTo(new Cancel(1, Dict.of("mode", "kill")));
        assertThat(call.result().toCompletableFuture()).isNotDone();
        session.onMessage(new ErrorMessage(MessageType.CALL, 1, Dict.empty(), "com.ended", Payload.empty()));
        assertThatThrownBy(() -> now(call.result())).hasMessageContaining("com.ended");
        call.cancel(CancelMode.SKIP);
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void a_router_that_cannot_cancel_is_not_asked_to() {
        WampSession.RunningCall call =
                session(Dict.empty()).open("com.p", Dict.empty(), Payload.empty(), progress -> {});
        call.cancel(CancelMode.KILL);

        assertThatThrownBy(() -> now(call.result())).hasMessageContaining("wamp.error.canceled");
        assertThat(link.sent).hasSize(1);
    }

    @Test
    void a_callee_takes_parts_in_order_also_those_that_came_before_it_listened() {
        List<String> seen = new ArrayList<>();
        List<WampSession.InvocationContext> running = new ArrayList<>();
        CompletableFuture<Payload> result = new CompletableFuture<>();
        register(invocation -> {
            running.add(invocation);
            return result;
        });
        invoke(1, MORE, "a");
        invoke(1, MORE, "b");
        running.get(0).onPart((part, last) -> seen.add(part.argument(0) + " " + last));
        invoke(1, Dict.empty(), "c");

        assertThat(running).hasSize(1);
        assertThat(seen).containsExactly("b false", "c true");
        result.complete(Payload.of("done"));
        assertThat(link.last(Yield.class)).isEqualTo(new Yield(1, Dict.empty(), Payload.of("done")));
    }

    @Test
    void parts_that_crossed_with_the_answer_are_no_new_calls() {
        List<Object> begun = new ArrayList<>();
        register(invocation -> {
            begun.add(invocation.payload().argument(0));
            return CompletableFuture.completedFuture(Payload.empty());
        });
        invoke(1, MORE, "a");
        invoke(1, MORE, "b");
        invoke(1, Dict.empty(), "c");
        invoke(2, Dict.empty(), "d");

        assertThat(begun).containsExactly("a", "d");
    }

    @Test
    void a_part_that_cannot_be_handled_is_the_answer() {
        register(invocation -> {
            invocation.onPart((part, last) -> {
                throw ApplicationError.of("com.bad", "part");
            });
            return new CompletableFuture<>();
        });
        invoke(1, MORE, "a");
        invoke(1, MORE, "b");
        invoke(1, Dict.empty(), "c");

        assertThat(link.last(ErrorMessage.class).error()).isEqualTo("com.bad");
        assertThat(link.sent).hasSize(2);
    }

    @Test
    void parts_that_nobody_takes_are_bounded() {
        register(invocation -> new CompletableFuture<>());
        for (int i = 0; i <= RunningInvocation.MOST_PARTS; i++) {
            invoke(1, MORE, "a");
        }

        assertThat(link.last(ErrorMessage.class).error()).isEqualTo("wamp.error.unavailable");
    }

    @Test
    void attributes_of_opaque_payloads_go_with_every_message_and_come_with_every_message() {
        Passthru attributes = new Passthru("x_mine", "cbor", "aes256gcm", "7");
        Dict marked = Dict.of("ppt_scheme", "x_mine")
                .with("ppt_serializer", "cbor")
                .with("ppt_cipher", "aes256gcm")
                .with("ppt_keyid", "7");
        Payload opaque = Payload.opaque(attributes, new byte[] {1});
        List<Payload> received = new ArrayList<>();

        register(invocation -> {
            received.add(invocation.payload());
            return CompletableFuture.completedFuture(opaque);
        });
        session.onMessage(new Invocation(1, 60, marked, Payload.of("bytes")));
        assertThat(link.last(Yield.class).options()).isEqualTo(marked);
        session.publish("com.t", Dict.of("exclude_me", false), opaque);
        assertThat(link.last(Publish.class).options()).isEqualTo(withExclude(marked));
        session.subscribe("com.t", Dict.empty(), (payload, details) -> received.add(payload));
        session.onMessage(new Subscribed(3, 50));
        session.onMessage(new Event(50, 1, marked, Payload.of("bytes")));
        CompletionStage<Payload> good = session.call("com.p", opaque);
        assertThat(link.last(Call.class).options()).isEqualTo(marked);
        session.onMessage(new Result(4, marked, Payload.of("bytes")));
        CompletionStage<Payload> bad = session.call("com.p", Payload.empty());
        session.onMessage(new ErrorMessage(MessageType.CALL, 5, marked, "com.sad", Payload.of("bytes")));

        received.add(now(good));
        assertThatThrownBy(() -> now(bad))
                .cause()
                .isInstanceOfSatisfying(ApplicationError.class, error -> received.add(error.payload()));
        assertThat(received).hasSize(4).allMatch(payload -> attributes.equals(payload.passthru()));
    }

    private static Dict withExclude(Dict marked) {
        return Dict.of("exclude_me", false)
                .with("ppt_scheme", marked.get("ppt_scheme"))
                .with("ppt_serializer", marked.get("ppt_serializer"))
                .with("ppt_cipher", marked.get("ppt_cipher"))
                .with("ppt_keyid", marked.get("ppt_keyid"));
    }

    private void invoke(long request, Dict details, Object argument) {
        session.onMessage(new Invocation(request, 60, details, Payload.of(argument)));
    }

    private void register(WampSession.InvocationHandler handler) {
        session.register("com.p", Dict.empty(), handler);
        session.onMessage(new Registered(1, 60));
    }

    private static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }
}
