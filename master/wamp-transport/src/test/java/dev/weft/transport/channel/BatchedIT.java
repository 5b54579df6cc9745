package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchedIT {

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]";
    private static final String CALL = "[48,1,{},\"echo\"]";

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private Listening listening;

    @BeforeEach
    void listen() {
        listening = Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), Offers.webSocket(router)));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private RawWebSocket open(String subprotocol) throws IOException {
        RawWebSocket client = RawWebSocket.connect(listening.port());
        assertThat(client.upgrade("Sec-WebSocket-Protocol: " + subprotocol + "\r\n"))
                .containsIgnoringCase("sec-websocket-protocol: " + subprotocol + "\r\n");
        return client;
    }

    private static String repeated(String message, int times) {
        return Stream.generate(() -> message + "\u001e").limit(times).collect(Collectors.joining());
    }

    @Test
    void what_one_frame_asked_is_answered_in_one_frame() throws IOException {
        try (RawWebSocket client = open("wamp.2.json.batched")) {
            client.text(HELLO + "\u001e" + repeated(CALL, 3));
            assertThat(client.read().text().split("\u001e")).hasSize(1).allMatch(answer -> answer.startsWith("[2,"));
            assertThat(client.read().text().split("\u001e")).hasSize(3).allMatch(answer -> answer.startsWith("[50,1,"));
        }
    }

    @Test
    void a_frame_of_ours_has_no_more_messages_than_a_frame_may_have() throws IOException {
        try (RawWebSocket client = open("wamp.2.json.batched")) {
            client.write(join(
                    RawWebSocket.encoded(0x81, utf8(HELLO)),
                    RawWebSocket.encoded(0x81, utf8(repeated(CALL, 999))),
                    RawWebSocket.encoded(0x81, utf8(repeated(CALL, 999)))));
            int messages = 0;
            while (messages < 1999) {
                int inFrame = client.read().text().split("\u001e").length;
                assertThat(inFrame).isLessThanOrEqualTo(1000);
                messages += inFrame;
            }
            assertThat(messages).isEqualTo(1999);
        }
    }

    @Test
    void a_pong_comes_behind_the_messages_before_it() throws IOException {
        try (RawWebSocket client = open("wamp.2.json.batched")) {
            client.write(join(RawWebSocket.encoded(0x81, utf8(HELLO)), RawWebSocket.encoded(0x89, utf8("p"))));
            assertThat(client.read().text()).startsWith("[2,");
            assertThat(client.read().first()).isEqualTo(0x8A);
        }
    }

    @Test
    void batches_of_too_many_messages_and_of_none_are_aborted_and_closed() throws IOException {
        for (String bad : new String[] {"", repeated("[48,1,{},\"x\"]", 1001)}) {
            try (RawWebSocket client = open("wamp.2.json.batched")) {
                client.text(HELLO + "\u001e");
                assertThat(client.read().text()).startsWith("[2,");
                client.text(bad);
                String last = client.read().text();
                while (!last.contains("[3,")) {
                    last = client.read().text();
                }
                assertThat(last).contains("wamp.error.protocol_violation").contains("batch");
                assertThat(client.closeCode()).isEqualTo(bad.isEmpty() ? 1002 : 1008);
            }
        }
    }

    @Test
    void binary_batches_that_end_too_early_are_aborted_and_closed() throws IOException {
        for (Serializer serializer : Serializers.batched()) {
            if (serializer.binary()) {
                try (RawWebSocket client = open("wamp.2." + serializer.name())) {
                    client.frame(0x82, ByteBuffer.allocate(8).putInt(1 << 30).array());
                    RawWebSocket.Frame abort = client.read();
                    assertThat(abort.first()).isEqualTo(0x82);
                    assertThat(ByteBuffer.wrap(abort.payload()).getInt()).isEqualTo(abort.payload().length - 4);
                    assertThat(client.closeCode()).isEqualTo(1002);
                }
            }
        }
    }

    @Test
    void a_client_says_that_raw_sockets_do_not_batch() {
        Throwable failure = Await.failure(new WampClient(loops)
                .connect(ClientSettings.of(
                        "rs://127.0.0.1:" + listening.port(),
                        "realm1",
                        Serializers.byName("cbor.batched").orElseThrow())));
        assertThat(failure)
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(ConnectFailed.class)
                .hasMessageContaining("cbor.batched");
    }

    private static byte[] join(byte[]... parts) {
        return Stream.of(parts)
                .reduce((a, b) ->
                        ByteBuffer.allocate(a.length + b.length).put(a).put(b).array())
                .orElseThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
