package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What CBOR and MessagePack have in common: the same structure, other heads. */
abstract class BinaryFrames implements Frames {

    abstract void array(ByteBuf out, int elements);

    abstract void map(ByteBuf out, int entries);

    abstract void number(ByteBuf out, long value);

    abstract void textHead(ByteBuf out, int bytes);

    abstract void binaryHead(ByteBuf out, int bytes);

    abstract void yes(ByteBuf out);

    @Override
    public void hello(ByteBuf out, String realm) {
        array(out, 3);
        number(out, 1);
        text(out, realm);
        map(out, 2);
        text(out, "roles");
        map(out, 4);
        for (String role : new String[] {"caller", "callee", "publisher", "subscriber"}) {
            text(out, role);
            map(out, 0);
        }
        text(out, "authmethods");
        array(out, 1);
        text(out, "anonymous");
    }

    @Override
    public void request(ByteBuf out, int type, long request, String uri) {
        array(out, 4);
        number(out, type);
        number(out, request);
        map(out, 0);
        text(out, uri);
    }

    @Override
    public void register(ByteBuf out, long request, String uri) {
        array(out, 4);
        number(out, REGISTER);
        number(out, request);
        map(out, 1);
        text(out, "invoke");
        text(out, "roundrobin");
        text(out, uri);
    }

    @Override
    public void request(ByteBuf out, int type, long request, String uri, byte[] payload, boolean acknowledge) {
        array(out, 5);
        number(out, type);
        number(out, request);
        if (acknowledge) {
            map(out, 1);
            text(out, "acknowledge");
            yes(out);
        } else {
            map(out, 0);
        }
        text(out, uri);
        arguments(out, payload);
    }

    @Override
    public void yield(ByteBuf out, long request, byte[] payload) {
        array(out, 4);
        number(out, YIELD);
        number(out, request);
        map(out, 0);
        arguments(out, payload);
    }

    @Override
    public byte[] payload(int bytes) {
        return new byte[bytes];
    }

    /** All arrays of messages have at most seven elements, so their heads have one byte. */
    @Override
    public int type(ByteBuf in) {
        in.skipBytes(1);
        return (int) integer(in);
    }

    private void arguments(ByteBuf out, byte[] payload) {
        array(out, 1);
        binaryHead(out, payload.length);
        out.writeBytes(payload);
    }

    private void text(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        textHead(out, bytes.length);
        out.writeBytes(bytes);
    }
}
