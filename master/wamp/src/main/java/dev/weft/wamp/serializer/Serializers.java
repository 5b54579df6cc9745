package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The serializers that there are. A new one is a format with its reader and writer, and a line here. */
public final class Serializers {

    private static final WireFormat JSON = new JsonFormat(Limits.defaults());
    private static final WireFormat CBOR = new CborFormat(Limits.defaults());
    private static final WireFormat MSGPACK = new MsgPackFormat(Limits.defaults());
    private static final List<Serializer> BATCHED =
            List.of(new BatchedFormat(CBOR), new BatchedFormat(MSGPACK), new BatchedFormat(JSON));

    private Serializers() {}

    public static Serializer json() {
        return JSON;
    }

    public static Serializer cbor() {
        return CBOR;
    }

    public static Serializer msgpack() {
        return MSGPACK;
    }

    /** All that every transport has, with default limits, the one to be preferred first. */
    public static List<Serializer> all() {
        return List.of(CBOR, MSGPACK, JSON);
    }

    /** All with these limits, in the order of {@link #all()}. */
    public static List<Serializer> all(Limits limits) {
        return List.of(new CborFormat(limits), new MsgPackFormat(limits), new JsonFormat(limits));
    }

    /** The batched ones, which WebSocket has, in the order of {@link #all()}. */
    public static List<Serializer> batched() {
        return BATCHED;
    }

    /** All of WebSocket: the batched and the plain ones. */
    public static List<Serializer> ofWebSocket() {
        return Stream.concat(BATCHED.stream(), all().stream()).toList();
    }

    /** The serializer of this name: {@code json}, {@code cbor}, {@code msgpack}, or one of them with {@code .batched}. */
    public static Optional<Serializer> byName(String name) {
        return ofWebSocket().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The serializer of this number in the RawSocket handshake. */
    public static Optional<Serializer> byRawSocketId(int id) {
        return all().stream().filter(s -> s.rawSocketId() == id).findFirst();
    }
}
