package dev.weft.fabric.testkit.bench;

import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.util.Locale;

/** A serializer of the matrix. */
enum Encoding {
    JSON(1, new JsonFrames()),
    MSGPACK(2, new MsgPackFrames()),
    CBOR(3, new CborFrames());

    private final int rawSocketCode;
    private final Frames frames;

    Encoding(int rawSocketCode, Frames frames) {
        this.rawSocketCode = rawSocketCode;
        this.frames = frames;
    }

    Frames frames() {
        return frames;
    }

    /** The lower half of the second byte of a RawSocket handshake. */
    int rawSocketCode() {
        return rawSocketCode;
    }

    String subprotocol() {
        return "wamp.2." + name().toLowerCase(Locale.ROOT);
    }

    Serializer serializer() {
        return switch (this) {
            case JSON -> Serializers.json();
            case MSGPACK -> Serializers.msgpack();
            case CBOR -> Serializers.cbor();
        };
    }
}
