package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import dev.weft.transport.FuzzInput;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Thrift;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.WebSocketFraming.Data;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.transport.channel.WebSocketModel.Sent;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever a peer sends after the upgrade: the messages, pongs and close codes of {@link WebSocketModel}, however the bytes are cut
 * into reads, for little memory. The first byte of an input says which serializer or echo, the second what of compression.
 */
class WebSocketFuzzTest {

    private static final DeflateAgreement AGREED = new DeflateAgreement(false, 15, false, 15);

    private static final TransportLimits LIMITS = new TransportLimits(
            1000,
            2000,
            16,
            1 << 20,
            1 << 13,
            1 << 20,
            1L << 24,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            1,
            1 << 30,
            1);

    @FuzzTest
    void server(byte[] bytes) {
        check(Role.SERVER, new FuzzInput(bytes, 3));
    }

    @FuzzTest
    void client(byte[] bytes) {
        check(Role.CLIENT, new FuzzInput(bytes, 3));
    }

    /** What a fuzzer would begin with, in every run: mostly what is allowed, so that what comes after it is read too. */
    @Test
    void frames_at_random_are_read_as_the_model_reads_them() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            Role role = random.nextBoolean() ? Role.SERVER : Role.CLIENT;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(
                    new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(4), (byte) random.nextInt()});
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                byte[] frame = WebSocketRule.frame(role == Role.SERVER, first(random), noise(random));
                bytes.writeBytes(random.nextInt(10) == 0 ? noise(random) : frame);
            }
            try {
                check(role, new FuzzInput(bytes.toByteArray(), 3));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static int first(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(256);
            case 1 -> 0x80 | 1 + random.nextInt(2);
            case 2 -> 0xC0 | 1 + random.nextInt(2);
            case 3 -> 1 + random.nextInt(2);
            case 4 -> 0x80;
            default -> 0x89;
        };
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 1500 : 20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void check(Role role, FuzzInput input) {
        if (!input.isWhole()) {
            return;
        }
        Agreed agreed = Agreed.of(role, input);
        byte[] stream = input.stream();
        FuzzPeer.Outcome whole = Thrift.require(stream.length, () -> run(agreed, List.of(stream)));
        FuzzPeer.Outcome cut = run(agreed, input.pieces());
        assertThat(frames(cut)).as("cut into pieces").isEqualTo(frames(whole));
        assertThat(cut.delivered()).as("cut into pieces").isEqualTo(whole.delivered());
        assertThat(cut.closed()).as("cut into pieces").isEqualTo(whole.closed());
        compare(agreed, stream, whole);
    }

    private static FuzzPeer.Outcome run(Agreed agreed, List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        LinkUse use = agreed.serializer() == null ? new LinkUse.Echo() : new LinkUse.Wamp(agreed.serializer(), peer);
        WebSocketFraming framing = agreed.framing();
        LinkSetup setup = new LinkSetup(use, framing, LIMITS, Keepalive.none(), LinkInfo.local());
        return peer.run(new EmbeddedChannel(new WebSocketHandler(setup, framing)), pieces);
    }

    private static void compare(Agreed agreed, byte[] stream, FuzzPeer.Outcome outcome) {
        Expected expected = new Expected(agreed.serializer());
        Set<Integer> codes =
                new WebSocketModel(agreed.rules(), expected).read(stream).closing();
        assertThat(outcome.delivered()).isEqualTo(expected.delivered);
        List<Sent> sent = new ArrayList<>();
        ByteBuffer out = ByteBuffer.wrap(outcome.sent());
        for (Sent next = Sent.next(out); next != null; next = Sent.next(out)) {
            sent.add(next);
        }
        assertThat(sent.stream().anyMatch(s -> s.first() == 0x88)).isEqualTo(!codes.isEmpty());
        if (!codes.isEmpty()) {
            Sent last = sent.remove(sent.size() - 1);
            assertThat(last.first()).isEqualTo(0x88);
            assertThat(ByteBuffer.wrap(last.payload()).getShort() & 0xFFFF).isIn(codes);
            byte[] reason = Arrays.copyOfRange(last.payload(), 2, last.payload().length);
            assertThat(WebSocketModel.isText(reason, true)).isTrue();
        }
        assertThat(told(agreed, sent)).isEqualTo(expected.told);
    }

    /** Frames without their masks, which are random. */
    private static List<String> frames(FuzzPeer.Outcome outcome) {
        List<String> all = new ArrayList<>();
        ByteBuffer out = ByteBuffer.wrap(outcome.sent());
        for (Sent next = Sent.next(out); next != null; next = Sent.next(out)) {
            all.add(line(next.first(), next.payload()));
        }
        return all;
    }

    private static List<String> told(Agreed agreed, List<Sent> sent) {
        MessageInflater inflater = new MessageInflater(false, 1 << 20);
        List<String> all = new ArrayList<>();
        for (Sent frame : sent) {
            boolean compressed = (frame.first() & WebSocketFraming.COMPRESSED) != 0;
            byte[] payload = compressed ? inflater.inflate(frame.payload(), true, 1 << 20) : frame.payload();
            boolean data = (frame.first() & 0x0F) <= WebSocketFraming.BINARY;
            all.add(
                    data && agreed.serializer() != null
                            ? abort(agreed.serializer(), payload)
                            : line(frame.first() & ~WebSocketFraming.COMPRESSED, payload));
        }
        inflater.dispose();
        return all;
    }

    private static String abort(Serializer serializer, byte[] payload) {
        byte[] one = FuzzPeer.split(serializer, payload).get(0);
        assertThat(serializer.decode(one, 0, one.length)).isInstanceOf(Abort.class);
        return "abort";
    }

    private static String line(int first, byte[] payload) {
        return Integer.toHexString(first) + ":" + HexFormat.of().formatHex(payload);
    }

    /** What the upgrade agreed on. A client carries WAMP only, and lets its server compress at once. */
    private record Agreed(Role role, @Nullable Serializer serializer, boolean deflate, boolean early) {

        static Agreed of(Role role, FuzzInput input) {
            List<Serializer> serializers = Serializers.ofWebSocket();
            int use = input.choice(0) % (serializers.size() + (role == Role.SERVER ? 1 : 0));
            Serializer serializer = use == serializers.size() ? null : serializers.get(use);
            boolean early = role == Role.CLIENT || serializer == null || (input.choice(1) & 2) != 0;
            return new Agreed(role, serializer, (input.choice(1) & 1) != 0, early);
        }

        WebSocketFraming framing() {
            Data data = serializer == null ? Data.ANY : serializer.binary() ? Data.BINARY : Data.TEXT;
            return new WebSocketFraming(role, data, deflate ? compression() : null);
        }

        private PerMessageDeflate compression() {
            int most = LIMITS.messageBytes();
            if (role == Role.CLIENT) {
                return PerMessageDeflate.client(AGREED, most);
            }
            BeforeSession before = early ? BeforeSession.SMALL : BeforeSession.REFUSED;
            return serializer == null
                    ? PerMessageDeflate.echo(AGREED, most)
                    : PerMessageDeflate.server(Deflate.defaults().before(before), AGREED, most);
        }

        WebSocketModel.Rules rules() {
            Set<Integer> opcodes = serializer == null ? Set.of(1, 2) : Set.of(serializer.binary() ? 2 : 1);
            return new WebSocketModel.Rules(role == Role.SERVER, opcodes, deflate, early, LIMITS);
        }
    }

    /** What should have been done. */
    private static final class Expected implements WebSocketModel.Above {

        private final @Nullable Serializer serializer;
        private final List<String> delivered = new ArrayList<>();
        private final List<String> told = new ArrayList<>();

        Expected(@Nullable Serializer serializer) {
            this.serializer = serializer;
        }

        @Override
        public void onPing(byte[] payload) {
            told.add(line(0x8A, payload));
        }

        @Override
        public int onMessage(int opcode, byte[] message) {
            Serializer format = serializer;
            if (format != null) {
                return onMessage(format, message);
            }
            if (opcode == 1 && !WebSocketModel.isText(message, true)) {
                return 1007;
            }
            told.add(line(0x80 | opcode, message));
            return 0;
        }

        private int onMessage(Serializer format, byte[] frame) {
            ProtocolViolation violation = FuzzPeer.read(format, frame, delivered);
            if (violation == null) {
                return 0;
            }
            told.add("abort");
            return switch (violation.kind()) {
                case PROTOCOL -> 1002;
                case INVALID_UTF8 -> 1007;
                case POLICY, TOO_COMPLEX -> 1008;
                case TOO_BIG -> 1009;
            };
        }
    }
}
