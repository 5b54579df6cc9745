package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;

/** JSON without white space, as every WAMP peer writes it. */
final class JsonFrames implements Frames {

    @Override
    public void hello(ByteBuf out, String realm) {
        ByteBufUtil.writeAscii(
                out,
                "[1,\"" + realm + "\",{\"roles\":{\"caller\":{},\"callee\":{},\"publisher\":{},\"subscriber\":{}},"
                        + "\"authmethods\":[\"anonymous\"]}]");
    }

    @Override
    public void request(ByteBuf out, int type, long request, String uri) {
        ByteBufUtil.writeAscii(out, "[" + type + "," + request + ",{},\"" + uri + "\"]");
    }

    @Override
    public void register(ByteBuf out, long request, String uri) {
        ByteBufUtil.writeAscii(out, "[" + REGISTER + "," + request + ",{\"invoke\":\"roundrobin\"},\"" + uri + "\"]");
    }

    @Override
    public void request(ByteBuf out, int type, long request, String uri, byte[] payload, boolean acknowledge) {
        String options = acknowledge ? ",{\"acknowledge\":true},\"" : ",{},\"";
        ByteBufUtil.writeAscii(out, "[" + type + "," + request + options + uri + "\",[\"");
        out.writeBytes(payload);
        ByteBufUtil.writeAscii(out, "\"]]");
    }

    @Override
    public void yield(ByteBuf out, long request, byte[] payload) {
        ByteBufUtil.writeAscii(out, "[" + YIELD + "," + request + ",{},[\"");
        out.writeBytes(payload);
        ByteBufUtil.writeAscii(out, "\"]]");
    }

    @Override
    public byte[] payload(int bytes) {
        byte[] text = new byte[bytes];
        Arrays.fill(text, (byte) 'x');
        return text;
    }

    @Override
    public int type(ByteBuf in) {
        in.skipBytes(1);
        return (int) integer(in);
    }

    /** And the comma or bracket behind it. */
    @Override
    public long integer(ByteBuf in) {
        long value = 0;
        for (int each = in.readByte(); each >= '0' && each <= '9'; each = in.readByte()) {
            value = value * 10 + each - '0';
        }
        return value;
    }
}
