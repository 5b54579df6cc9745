package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;

/** A JSON document. What JSON has no number for (NaN, the infinities) is written as text, since it is there to be looked at. */
final class JsonTextWriter extends JsonWriter {

    private static final int EXPECTED_SIZE = 1024;

    JsonTextWriter(Limits limits) {
        super(new Output(EXPECTED_SIZE), limits);
    }

    @Override
    void floating(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            string(Double.toString(value));
        } else {
            super.floating(value);
        }
    }
}
