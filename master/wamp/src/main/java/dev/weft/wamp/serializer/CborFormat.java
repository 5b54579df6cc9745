package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.codec.WireWriter;
import dev.weft.wamp.message.Encoded;

/** {@code wamp.2.cbor}. */
final class CborFormat extends WireFormat {

    static final String NAME = "cbor";

    CborFormat(Limits limits) {
        super(limits);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public int rawSocketId() {
        return 3;
    }

    @Override
    WireReader reader(Encoded value) {
        return new CborReader(this, value, limits);
    }

    @Override
    WireWriter writer(Output out) {
        return new CborWriter(out, limits);
    }
}
