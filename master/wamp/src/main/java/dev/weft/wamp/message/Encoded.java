package dev.weft.wamp.message;

import java.util.Arrays;

/**
 * One well-formed value in the bytes of one serializer: a slice of an array that nobody writes to any more.
 *
 * @param decoder knows the format, and turns the slice into Java values when somebody asks
 * @param bytes the array that the slice lies in; never modified after construction
 * @param offset first byte of the value
 * @param length number of bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a slice is compared by nobody; Payload compares values
public record Encoded(ValueDecoder decoder, byte[] bytes, int offset, int length) {

    /** What is not worth to be copied for. */
    private static final int SMALL = 1024;

    /** The same value, in an array of its own where the one that it lies in is much larger. */
    Encoded compact() {
        return bytes.length <= 2L * length + SMALL
                ? this
                : new Encoded(decoder, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }

    /** Turns one encoded value into Java values (see the package documentation for their types). */
    public interface ValueDecoder {

        /** A name that is equal exactly for decoders of the same byte format: {@code json}, {@code cbor}, {@code msgpack}. */
        String format();

        Object decode(Encoded value);
    }
}
