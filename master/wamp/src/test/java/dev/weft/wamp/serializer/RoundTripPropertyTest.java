package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundTripPropertyTest {

    private static final long SEED = Long.getLong("weft.seed", System.currentTimeMillis());
    private static final int ROUNDS = 200;

    private final Random random = new Random(SEED);

    @Test
    void random_messages_survive_each_serializer_and_each_pair_of_them() {
        for (int round = 0; round < ROUNDS; round++) {
            Message message = message();
            for (Serializer first : Serializers.all()) {
                byte[] bytes = first.encode(message);
                Message once = first.decode(bytes, 0, bytes.length);
                requireSame(message, once);
                for (Serializer second : Serializers.all()) {
                    byte[] again = second.encode(once);
                    requireSame(message, second.decode(again, 0, again.length));
                }
            }
        }
    }

    @Test
    void a_payload_that_nobody_read_is_copied_byte_by_byte() {
        for (Serializer serializer : Serializers.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = serializer.encode(message());
                assertThat(serializer.encode(serializer.decode(bytes, 0, bytes.length)))
                        .as("seed %d", SEED)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void damaged_bytes_are_a_message_or_a_violation_and_never_anything_else() {
        for (Serializer serializer : Serializers.all()) {
            for (int round = 0; round < ROUNDS * 10; round++) {
                byte[] bytes = serializer.encode(message());
                damage(bytes);
                try {
                    Message message = serializer.decode(bytes, 0, bytes.length);
                    // Whatever was let in can be read by the application without surprise.
                    payload(message).arguments();
                    payload(message).keywords();
                } catch (ProtocolViolation expected) {
                    assertThat(expected.uri()).isEqualTo("wamp.error.protocol_violation");
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError("seed " + SEED + ", " + serializer.name(), e);
                }
            }
        }
    }

    private static Payload payload(Message message) {
        return message instanceof Call c ? c.payload() : message instanceof Event e ? e.payload() : Payload.empty();
    }

    private void damage(byte[] bytes) {
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
    }

    private static void requireSame(Message expected, Message actual) {
        if (!same(parts(expected), parts(actual))) {
            throw new AssertionError("seed " + SEED + ": " + expected + " became " + actual);
        }
    }

    private static List<@Nullable Object> parts(Message message) {
        Payload payload = payload(message);
        return message instanceof Call c
                ? Arrays.asList(
                        c.request(), c.options().values(), c.procedure(), payload.arguments(), payload.keywords())
                : Arrays.asList(
                        ((Event) message).subscription(),
                        ((Event) message).details().values(),
                        payload.arguments(),
                        payload.keywords());
    }

    /** Equal in value and order, byte arrays by their contents. */
    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameInOrder(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return List.copyOf(x.keySet()).equals(List.copyOf(y.keySet()))
                    && sameInOrder(new ArrayList<>(x.values()), new ArrayList<>(y.values()));
        }
        return Objects.deepEquals(a, b);
    }

    private static boolean sameInOrder(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private Message message() {
        Payload payload =
                Payload.of(random.nextInt(4) == 0 ? List.of() : list(0), random.nextInt(4) == 0 ? Map.of() : map(0));
        long id = 1 + (random.nextLong() & Long.MAX_VALUE) % (1L << 53);
        return random.nextBoolean()
                ? new Call(id, Dict.of(map(2)), text(), payload)
                : new Event(id, 1, Dict.of(map(2)), payload);
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 4 ? 8 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) random.nextInt(256);
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            case 5 -> text();
            case 6 -> bytes();
            case 7 -> new BigInteger(64, random).setBit(63);
            case 8 -> list(depth + 1);
            default -> map(depth + 1);
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int n = random.nextInt(random.nextInt(20) == 0 ? 40 : 5); n > 0; n--) {
            list.add(value(depth));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int n = random.nextInt(random.nextInt(20) == 0 ? 40 : 5); n > 0; n--) {
            map.put(text(), value(depth));
        }
        return map;
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int n = random.nextInt(random.nextInt(20) == 0 ? 400 : 12); n > 0; n--) {
            switch (random.nextInt(6)) {
                case 0 -> text.appendCodePoint(random.nextInt(0x20));
                case 1 -> text.appendCodePoint(0x80 + random.nextInt(0x700));
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x1000));
                case 3 -> text.append("\"\\/");
                default -> text.appendCodePoint(0x20 + random.nextInt(0x5f));
            }
        }
        return text.toString();
    }
}
