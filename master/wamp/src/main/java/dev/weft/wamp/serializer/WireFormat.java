package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.MessageCodecs;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.codec.WireWriter;
import dev.weft.wamp.message.Encoded;
import dev.weft.wamp.message.Message;
import java.util.Objects;

/** A serializer made of one format's reader and writer. The format is also what its slices are decoded with. */
abstract sealed class WireFormat implements Serializer, Encoded.ValueDecoder
        permits CborFormat, JsonFormat, MsgPackFormat {

    final Limits limits;

    WireFormat(Limits limits) {
        this.limits = limits;
    }

    @Override
    public final String format() {
        return name();
    }

    @Override
    public final EncodedMessage write(Message message) {
        Output out = Scratch.ofThread().take();
        try {
            MessageCodecs.write(message, writer(out));
            return out;
        } catch (RuntimeException | Error e) {
            out.close();
            throw e;
        }
    }

    @Override
    public final Message decode(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return MessageCodecs.read(reader(new Encoded(this, bytes, offset, length)));
    }

    @Override
    public final Object decode(Encoded value) {
        return Objects.requireNonNull(reader(value).value());
    }

    abstract WireReader reader(Encoded value);

    abstract WireWriter writer(Output out);
}
