package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.WebSocketFraming.Data;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.transport.channel.WebSocketModel.Sent;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@link WebSocketRule} of RFC 6455 and RFC 7692 at each end: servers and clients of WAMP, with texts and with binary frames, and
 * the echo of test suites. {@link WebSocketRulesIT} and {@link ClientRulesIT} have some of them over sockets.
 */
class WebSocketRulesTest {

    private static final int MOST_SINGLE_BYTES = 2000;

    private static final TransportLimits LIMITS = new TransportLimits(
            WebSocketRule.FRAME_BYTES,
            WebSocketRule.MESSAGE_BYTES,
            WebSocketRule.FRAGMENTS,
            100,
            1 << 13,
            1 << 20,
            1L << 24,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1,
            1,
            1 << 30,
            1);

    /** One that reads frames. */
    enum End {
        SERVER_OF_TEXTS(Role.SERVER, Serializers.json()),
        SERVER_OF_BINARY(Role.SERVER, Serializers.cbor()),
        SERVER_OF_BATCHES(Role.SERVER, Serializers.byName("json.batched").orElseThrow()),
        TESTEE(Role.SERVER, null),
        CLIENT_OF_TEXTS(Role.CLIENT, Serializers.json()),
        CLIENT_OF_BINARY(Role.CLIENT, Serializers.msgpack());

        private final Role role;
        private final @Nullable Serializer serializer;

        End(Role role, @Nullable Serializer serializer) {
            this.role = role;
            this.serializer = serializer;
        }

        boolean takesTexts() {
            return serializer == null || !serializer.binary();
        }

        int opcode() {
            return takesTexts() ? 1 : 2;
        }

        /** A frame for this end. */
        byte[] frame(int first, byte[] payload) {
            return WebSocketRule.frame(role == Role.SERVER, first, payload);
        }

        /** A header that says so, and nothing behind it. */
        byte[] head(int first, int shortLength, long length, int width) {
            int mask = role == Role.SERVER ? 4 : 0;
            ByteBuffer head = ByteBuffer.allocate(2 + width + mask);
            head.put((byte) first).put((byte) (role == Role.SERVER ? 0x80 | shortLength : shortLength));
            return (width == 2 ? head.putShort((short) length) : head.putLong(length)).array();
        }

        /** An end with the other rule for masks. */
        End other() {
            return role == Role.SERVER ? CLIENT_OF_TEXTS : SERVER_OF_TEXTS;
        }

        /** A message that this end takes. */
        byte[] message() {
            return serializer == null ? new byte[] {'h', 'e', 'l', 'l', 'o'} : encoded("x");
        }

        /** A message with these characters at its end, but for three bytes. */
        byte[] text(String hex) {
            byte[] characters = HexFormat.of().parseHex(hex);
            String text = new String(characters, StandardCharsets.UTF_8);
            return serializer == null ? (text + "\"]]").getBytes(StandardCharsets.UTF_8) : encoded(text);
        }

        private byte[] encoded(String argument) {
            Serializer format = serializer == null ? Serializers.json() : serializer;
            return format.encode(new Call(1, Dict.empty(), "p", Payload.of(argument)));
        }

        /** So many bytes that are a text too. */
        byte[] filler(int length) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 'x');
            return bytes;
        }

        private Data data() {
            return serializer == null ? Data.ANY : serializer.binary() ? Data.BINARY : Data.TEXT;
        }

        private PerMessageDeflate deflate(BeforeSession before) {
            DeflateAgreement agreed = new DeflateAgreement(false, 15, false, 15);
            int most = LIMITS.messageBytes();
            if (role == Role.CLIENT) {
                return PerMessageDeflate.client(agreed, most);
            }
            return serializer == null
                    ? PerMessageDeflate.echo(agreed, most)
                    : PerMessageDeflate.server(Deflate.defaults().before(before), agreed, most);
        }
    }

    static Stream<Arguments> rules() {
        return Arrays.stream(End.values())
                .flatMap(end -> WebSocketRule.all().stream()
                        .filter(rule -> !rule.texts() || end.takesTexts())
                        .map(rule -> Arguments.of(end, rule)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void what_breaks_a_rule_gets_its_code_however_it_is_read(End end, WebSocketRule rule) {
        byte[] bytes = rule.bytes().apply(end);
        assertThat(code(end, run(end, end.deflate(BeforeSession.SMALL), List.of(bytes))))
                .isEqualTo(rule.code());
        List<byte[]> pieces = new ArrayList<>();
        int size = bytes.length > MOST_SINGLE_BYTES ? MOST_SINGLE_BYTES : 1;
        for (int i = 0; i < bytes.length; i += size) {
            pieces.add(WebSocketRule.cut(bytes, i, size));
        }
        assertThat(code(end, run(end, end.deflate(BeforeSession.SMALL), pieces)))
                .isEqualTo(rule.code());
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void what_is_compressed_without_an_agreement_is_refused(End end) {
        for (int first : new int[] {0xC0, 0x40}) {
            byte[] frame = end.frame(first | end.opcode(), WebSocketRule.deflated(end.message()));
            assertThat(code(end, run(end, null, List.of(frame)))).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void what_is_compressed_before_there_is_a_session_is_refused_by_servers_that_want_it(End end) {
        byte[] frame = end.frame(0xC0 | end.opcode(), WebSocketRule.deflated(end.message()));
        boolean refuses = end.role == Role.SERVER && end.serializer != null;
        assertThat(code(end, run(end, end.deflate(BeforeSession.REFUSED), List.of(frame))))
                .isEqualTo(refuses ? 1008 : 0);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void frames_of_the_wrong_kind_are_refused_where_the_serializer_has_one(End end) {
        byte[] frame = end.frame(0x80 | (3 - end.opcode()), end.message());
        assertThat(code(end, run(end, null, List.of(frame)))).isEqualTo(end.serializer == null ? 0 : 1002);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void floods_of_control_frames_are_refused(End end) {
        byte[] pong = end.frame(0x8A, new byte[0]);
        List<byte[]> pongs = Collections.nCopies(LIMITS.controlFramesPerSecond() + 1, pong);
        assertThat(code(end, run(end, null, List.of(WebSocketRule.join(pongs.toArray(byte[][]::new))))))
                .isEqualTo(1008);
    }

    private static FuzzPeer.Outcome run(End end, @Nullable PerMessageDeflate deflate, List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        WebSocketFraming framing = new WebSocketFraming(end.role, end.data(), deflate);
        LinkUse use = end.serializer == null ? new LinkUse.Echo() : new LinkUse.Wamp(end.serializer, peer);
        LinkSetup setup = new LinkSetup(use, framing, LIMITS, Keepalive.none(), LinkInfo.local());
        return peer.run(new EmbeddedChannel(new WebSocketHandler(setup, framing)), pieces);
    }

    /** The code of the closing frame, which is the last one; 0 without one. */
    private static int code(End end, FuzzPeer.Outcome outcome) {
        List<Sent> sent = new ArrayList<>();
        ByteBuffer out = ByteBuffer.wrap(outcome.sent());
        while (out.hasRemaining()) {
            assertThat((out.get(out.position() + 1) & 0x80) != 0).as("masked").isEqualTo(end.role == Role.CLIENT);
            sent.add(Sent.next(out));
        }
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).first() == 0x88) {
                assertThat(i).as("the last frame").isEqualTo(sent.size() - 1);
                return ByteBuffer.wrap(sent.get(i).payload()).getShort() & 0xFFFF;
            }
        }
        return 0;
    }
}
