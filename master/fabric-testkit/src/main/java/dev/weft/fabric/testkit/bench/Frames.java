package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The few WAMP messages that the load generator needs, written as CBOR by hand so that it costs little beside the server. */
final class Frames {

    static final int WELCOME = 2;
    static final int PUBLISH = 16;
    static final int SUBSCRIBE = 32;
    static final int SUBSCRIBED = 33;
    static final int EVENT = 36;
    static final int CALL = 48;
    static final int RESULT = 50;
    static final int REGISTER = 64;
    static final int REGISTERED = 65;
    static final int INVOCATION = 68;
    static final int YIELD = 70;

    private Frames() {}

    static void hello(ByteBuf out, String realm) {
        head(out, 4, 3);
        head(out, 0, 1);
        text(out, realm);
        head(out, 5, 2);
        text(out, "roles");
        head(out, 5, 4);
        for (String role : new String[] {"caller", "callee", "publisher", "subscriber"}) {
            text(out, role);
            head(out, 5, 0);
        }
        text(out, "authmethods");
        head(out, 4, 1);
        text(out, "anonymous");
    }

    /** REGISTER, SUBSCRIBE: {@code [type, request, {}, uri]}. */
    static void request(ByteBuf out, int type, long request, String uri) {
        head(out, 4, 4);
        head(out, 0, type);
        head(out, 0, request);
        head(out, 5, 0);
        text(out, uri);
    }

    /** CALL, PUBLISH: {@code [type, request, {}, uri, [payload]]}. */
    static void request(ByteBuf out, int type, long request, String uri, byte[] payload) {
        head(out, 4, 5);
        head(out, 0, type);
        head(out, 0, request);
        head(out, 5, 0);
        text(out, uri);
        head(out, 4, 1);
        head(out, 2, payload.length);
        out.writeBytes(payload);
    }

    static void yield(ByteBuf out, long request, byte[] payload) {
        head(out, 4, 4);
        head(out, 0, YIELD);
        head(out, 0, request);
        head(out, 5, 0);
        head(out, 4, 1);
        head(out, 2, payload.length);
        out.writeBytes(payload);
    }

    /** Skips the array header and returns the message type. */
    static int type(ByteBuf in) {
        in.skipBytes(1);
        return (int) integer(in);
    }

    static long integer(ByteBuf in) {
        int low = in.readUnsignedByte() & 31;
        switch (low) {
            case 24:
                return in.readUnsignedByte();
            case 25:
                return in.readUnsignedShort();
            case 26:
                return in.readUnsignedInt();
            case 27:
                return in.readLong();
            default:
                return low;
        }
    }

    private static void text(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        head(out, 3, bytes.length);
        out.writeBytes(bytes);
    }

    private static void head(ByteBuf out, int major, long value) {
        int type = major << 5;
        if (value < 24) {
            out.writeByte(type | (int) value);
        } else if (value < 256) {
            out.writeByte(type | 24).writeByte((int) value);
        } else if (value < 65536) {
            out.writeByte(type | 25).writeShort((int) value);
        } else if (value < 1L << 32) {
            out.writeByte(type | 26).writeInt((int) value);
        } else {
            out.writeByte(type | 27).writeLong(value);
        }
    }
}
