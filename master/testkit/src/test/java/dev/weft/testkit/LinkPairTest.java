package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Yield;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkPairTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final Inbox inbox = new Inbox();

    static Stream<Serializer> serializers() {
        return Serializers.all().stream();
    }

    @Test
    void nothing_is_delivered_while_it_is_sent() {
        LinkPair pair = LinkPair.over(executor);
        pair.right().handler(inbox);

        pair.left().send(new Hello("realm1", Dict.empty()));

        assertThat(inbox.messages).isEmpty();
        executor.runAll();
        assertThat(inbox.messages).containsExactly(new Hello("realm1", Dict.empty()));
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void messages_go_through_the_serializer_in_their_order(Serializer serializer) {
        LinkPair pair = LinkPair.over(executor, serializer, LinkInfo.local());
        Yield first = new Yield(1, Dict.empty(), Payload.of(1L));
        Yield second = new Yield(2, Dict.empty(), Payload.of("two"));

        pair.left().send(first);
        pair.left().send(new SharedMessage(second));
        executor.runAll();
        pair.right().handler(inbox);
        executor.runAll();

        assertThat(inbox.messages).containsExactly(first, second);
        assertThat(((Yield) inbox.messages.get(0)).payload().encodedArguments()).isNotNull();
    }

    @Test
    void what_was_sent_before_the_close_arrives_and_nothing_after_it() {
        LinkPair pair = LinkPair.over(executor);
        pair.right().handler(inbox);
        Inbox own = new Inbox();
        pair.left().handler(own);

        pair.left().send(new Goodbye(Dict.empty(), "one"));
        pair.left().close(CloseReason.normal());
        pair.left().send(new Goodbye(Dict.empty(), "two"));
        pair.left().close(CloseReason.normal());
        executor.runAll();

        assertThat(inbox.messages).hasSize(1);
        assertThat(inbox.closed).containsExactly(CloseReason.normal());
        assertThat(own.closed).containsExactly(CloseReason.normal());
    }

    @Test
    void a_cut_is_heard_at_both_ends_once() {
        LinkPair pair = LinkPair.over(executor);
        Inbox own = new Inbox();
        pair.left().handler(own);
        pair.right().handler(inbox);

        pair.cut();
        pair.cut();
        executor.runAll();

        assertThat(own.closed).extracting(CloseReason::kind).containsExactly(CloseReason.Kind.LOST);
        assertThat(inbox.closed).extracting(CloseReason::kind).containsExactly(CloseReason.Kind.LOST);
    }

    private static final class Inbox implements LinkHandler {

        private final List<Message> messages = new ArrayList<>();
        private final List<CloseReason> closed = new ArrayList<>();

        @Override
        public void onMessage(Message message) {
            messages.add(message);
        }

        @Override
        public void onClosed(CloseReason reason) {
            closed.add(reason);
        }
    }
}
