package dev.weft.router.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testkit.ManualExecutor;
import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Yield;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final ManualExecutor loop = new ManualExecutor();
    private final PausableLink link = new PausableLink(null);
    private final List<Object> received = new ArrayList<>();
    private final Receiver receiver = new Receiver() {
        @Override
        public void beginTurn() {
            turns.add("begin");
        }

        @Override
        public void endTurn() {
            turns.add("end");
        }

        @Override
        public void receive(Member from, Message message) {
            if (message.equals(failing)) {
                throw new IllegalStateException("on purpose");
            }
            received.add(message);
        }

        @Override
        public void gone(Member from) {
            received.add("gone");
        }
    };
    private @Nullable Message failing;
    private final List<String> turns = new ArrayList<>();
    private final Inbox inbox = inbox(link);

    private Inbox inbox(Link of) {
        return new Member(
                        new SessionDetails(1, "realm1", "a", "user", "anonymous", null, Dict.empty()),
                        Features.of(Dict.empty()),
                        Role.trusted(),
                        new Member.Place(of, loop, receiver, new Traffic((bound, session, what) -> {})))
                .inbox();
    }

    /** Notes whether it is held back. */
    private static final class PausableLink implements Link {
        private final RecordingLink recording = new RecordingLink();
        private final @Nullable Object loop;
        private boolean paused;

        PausableLink(@Nullable Object loop) {
            this.loop = loop;
        }

        @Override
        public @Nullable Object batchesOn() {
            return loop;
        }

        @Override
        public void send(Message message) {
            recording.send(message);
        }

        @Override
        public void send(SharedMessage message) {
            recording.send(message);
        }

        @Override
        public void close(CloseReason reason) {
            recording.close(reason);
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public LinkInfo info() {
            return LinkInfo.local();
        }
    }

    private static Cancel message(long number) {
        return new Cancel(number, Dict.empty());
    }

    @Test
    void many_messages_take_one_task() {
        for (int i = 0; i < 200; i++) {
            inbox.onMessage(message(i));
        }
        inbox.onClosed(CloseReason.normal());

        assertThat(loop.queued()).isEqualTo(1);
        loop.runNext();
        assertThat(received).hasSize(201).endsWith("gone");
        assertThat(loop.queued()).isZero();
    }

    @Test
    void a_batch_that_comes_on_the_realms_own_loop_is_one_turn_and_waits_for_no_task() {
        Inbox direct = inbox(new PausableLink(loop));
        direct.onBatchBegin();
        direct.onMessage(message(1));
        direct.onMessage(message(2));
        assertThat(received).containsExactly(message(1), message(2));
        direct.onBatchEnd();

        assertThat(turns).containsExactly("begin", "end");
        assertThat(loop.queued()).isZero();
    }

    @Test
    void a_flood_in_one_batch_gives_way_to_others_too() {
        PausableLink own = new PausableLink(loop);
        Inbox direct = inbox(own);
        direct.onBatchBegin();
        for (int i = 0; i < 3000; i++) {
            direct.onMessage(message(i));
        }
        direct.onBatchEnd();

        assertThat(received).hasSize(1024);
        assertThat(own.paused).isTrue();
        loop.runAll();
        assertThat(received).hasSize(3000).endsWith(message(2999));
        assertThat(own.paused).isFalse();
    }

    @Test
    void in_a_batch_a_held_session_waits_and_its_end_comes_last() {
        Inbox direct = inbox(new PausableLink(loop));
        direct.onBatchBegin();
        direct.onMessage(message(1));
        direct.hold();
        direct.onMessage(message(2));
        direct.onMessage(new Yield(1, Dict.empty(), Payload.empty()));
        direct.onBatchEnd();
        assertThat(received).containsExactly(message(1), new Yield(1, Dict.empty(), Payload.empty()));

        direct.release();
        direct.onClosed(CloseReason.normal());
        loop.runAll();

        assertThat(received).endsWith(message(2), "gone");
    }

    @Test
    void what_fails_in_a_batch_fails_as_a_task_of_the_loop_and_the_batch_goes_on() {
        failing = message(1);
        Inbox direct = inbox(new PausableLink(loop));
        direct.onBatchBegin();
        direct.onMessage(message(1));
        direct.onMessage(message(2));
        direct.onBatchEnd();

        assertThat(received).containsExactly(message(2));
        assertThatThrownBy(loop::runAll).hasMessage("on purpose");
    }

    @Test
    void a_batch_comes_behind_what_waits_already() {
        Inbox direct = inbox(new PausableLink(loop));
        direct.onMessage(message(1));
        direct.onBatchBegin();
        direct.onMessage(message(2));
        direct.onBatchEnd();
        assertThat(received).isEmpty();

        loop.runAll();

        assertThat(received).containsExactly(message(1), message(2));
        assertThat(turns).containsExactly("begin", "end", "begin", "end");
    }

    @Test
    void a_batch_of_another_loop_waits_for_its_turn() {
        inbox.onBatchBegin();
        inbox.onMessage(message(1));
        inbox.onBatchEnd();

        assertThat(received).isEmpty();
        loop.runAll();
        assertThat(received).containsExactly(message(1));
    }

    @Test
    void a_flood_gives_way_to_others_and_holds_the_link_back() {
        for (int i = 0; i < 1500; i++) {
            inbox.onMessage(message(i));
        }
        assertThat(link.paused).isTrue();

        loop.runNext();
        assertThat(received).hasSize(256);
        loop.runAll();

        assertThat(received).hasSize(1500);
        assertThat(link.paused).isFalse();
    }

    @Test
    void messages_of_a_held_session_wait_in_order_and_hold_the_link_back() {
        inbox.hold();
        for (int i = 0; i < 1100; i++) {
            inbox.onMessage(message(i));
        }
        inbox.onMessage(new Yield(1, Dict.empty(), Payload.empty()));
        loop.runAll();
        assertThat(received).hasSize(1);
        assertThat(link.paused).isTrue();

        inbox.release();

        assertThat(received).hasSize(1101).endsWith(message(1099));
        assertThat(link.paused).isFalse();
    }
}
