package dev.weft.wamp.serializer;

/** A message in one array, which stays as it is. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WholeMessage(byte[] bytes) implements EncodedMessage {

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public void copyTo(Target target) {
        target.put(bytes, 0, bytes.length);
    }

    @Override
    public byte[] toByteArray() {
        return bytes.clone();
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public EncodedMessage keep() {
        return this;
    }

    @Override
    public void close() {
        // It belongs to somebody else.
    }
}
