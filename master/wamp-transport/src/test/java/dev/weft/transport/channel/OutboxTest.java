package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.RecordingHandler;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.serializer.EncodedMessage;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import dev.weft.wamp.serializer.SharedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Serializer CBOR = Serializers.cbor();

    /** A connection that is in a session, and what it was sent. */
    private static final class Connection {
        private final List<Link> links = new ArrayList<>();
        private final RecordingHandler handler = new RecordingHandler();
        private final EmbeddedChannel channel;
        private final Framing framing;

        Connection(Framing framing, BiFunction<LinkSetup, Framing, ChannelHandler> pipeline) {
            this.framing = framing;
            LinkUse use = new LinkUse.Wamp(CBOR, link -> {
                links.add(link);
                return handler;
            });
            LinkSetup setup =
                    new LinkSetup(use, framing, TransportLimits.defaults(), Keepalive.none(), LinkInfo.local());
            channel = new EmbeddedChannel(pipeline.apply(setup, framing));
        }

        static Connection rawSocket() {
            return new Connection(RawSocketFraming.of(15), (setup, framing) -> new RawSocketHandler(setup));
        }

        static Connection webSocket() {
            WebSocketFraming framing =
                    new WebSocketFraming(WebSocketFraming.Role.SERVER, WebSocketFraming.Data.BINARY, null);
            return new Connection(framing, (setup, same) -> new WebSocketHandler(setup, framing));
        }

        Link link() {
            return links.get(0);
        }

        byte[] expected(Message... messages) {
            ByteBuf out = Unpooled.buffer();
            for (Message message : messages) {
                framing.message(out, EncodedMessage.of(CBOR.encode(message)));
            }
            return bytes(out);
        }
    }

    @Test
    void messages_that_are_read_together_are_one_batch_which_ends_before_the_link_does() {
        Connection connection = Connection.rawSocket();
        ByteBuf two = Unpooled.buffer();
        for (long request = 1; request <= 2; request++) {
            byte[] message = CBOR.encode(new Publish(request, Dict.empty(), "com.example.topic", Payload.empty()));
            two.writeInt(message.length).writeBytes(message);
        }
        connection.channel.writeInbound(two);
        assertThat(connection.handler.heard()).containsExactly("begin", "PUBLISH", "PUBLISH", "end");

        // As by the last record of TLS: a read, and no end of it.
        connection.channel.pipeline().fireChannelRead(Unpooled.buffer().writeZero(1));
        connection.channel.close();
        assertThat(connection.handler.heard()).endsWith("end", "begin", "end", "closed");
        assertThat(connection.link().batchesOn()).isSameAs(connection.channel.eventLoop());
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static Message event(int bytes) {
        return new Event(1, bytes + 1, Dict.empty(), Payload.of("x".repeat(bytes)));
    }

    /** Senders look at what is queued, and drop events for who seems not to read. */
    @Test
    void what_is_sent_in_one_turn_begins_to_leave_before_its_end() {
        Connection connection = Connection.rawSocket();
        // A read that is not complete yet.
        connection.channel.pipeline().fireChannelRead(Unpooled.buffer().writeZero(1));
        long most = 0;
        for (int i = 0; i < 100; i++) {
            connection.link().send(event(10_000));
            most = Math.max(most, connection.link().queuedBytes());
        }

        assertThat(most).isBetween(10_000L, 400_000L);
        connection.channel.pipeline().fireChannelReadComplete();
        assertThat(connection.link().queuedBytes()).isZero();
        connection.channel.releaseOutbound();
    }

    @Test
    void large_messages_for_many_leave_in_order_and_nothing_stays_behind() {
        List<Connection> all =
                List.of(Connection.rawSocket(), Connection.webSocket(), Connection.rawSocket(), Connection.webSocket());
        SharedMessage large = new SharedMessage(event(70_000));
        SharedMessage larger = new SharedMessage(event(90_000));
        for (Connection each : all) {
            each.link().send(event(10));
            each.link().send(large);
            each.link().send(new SharedMessage(event(20)));
            each.link().send(larger);
        }
        List<ByteBuf> buffers = new ArrayList<>();
        for (Connection each : all) {
            each.channel.runPendingTasks();
            ByteBuf sent = Unpooled.buffer();
            for (ByteBuf out = each.channel.readOutbound(); out != null; out = each.channel.readOutbound()) {
                sent.writeBytes(out);
                out.release();
                buffers.add(out);
            }
            assertThat(bytes(sent)).isEqualTo(each.expected(event(10), large.message(), event(20), larger.message()));
            assertThat(each.link().queuedBytes()).isZero();
        }
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    }
}
