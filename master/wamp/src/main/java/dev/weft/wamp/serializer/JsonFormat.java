package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.codec.WireWriter;
import dev.weft.wamp.message.Encoded;

/** {@code wamp.2.json}. */
final class JsonFormat extends WireFormat {

    static final String NAME = "json";

    JsonFormat(Limits limits) {
        super(limits);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public int rawSocketId() {
        return 1;
    }

    @Override
    WireReader reader(Encoded value) {
        return new JsonReader(this, value, limits);
    }

    @Override
    WireWriter writer(Output out) {
        return new JsonWriter(out, limits);
    }
}
