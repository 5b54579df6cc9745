package dev.weft.wamp.serializer;

/**
 * Each message followed by the control character 30, which JSON never holds. Autobahn|Python writes and expects character 24 (the
 * specification's "30" read as an octal number), and by itself prefers this format to plain JSON: so both are understood, and a peer
 * gets the one that it used last. The end of a frame ends its last message too.
 */
final class SeparatedBatching extends Batching {

    private static final byte SEPARATOR = 0x1E;
    private static final byte AUTOBAHN_SEPARATOR = 0x18;

    private byte separator = SEPARATOR;

    @Override
    public int overhead() {
        return 1;
    }

    @Override
    public int put(byte[] message, byte[] frame, int at) {
        System.arraycopy(message, 0, frame, at, message.length);
        frame[at + message.length] = separator;
        return at + message.length + 1;
    }

    @Override
    public void split(byte[] frame, Messages to) {
        if (frame.length == 0) {
            throw empty();
        }
        int start = 0;
        int count = 0;
        for (int i = 0; i < frame.length; i++) {
            byte b = frame[i];
            if (b == SEPARATOR || b == AUTOBAHN_SEPARATOR) {
                separator = b;
                checkCount(++count);
                to.onMessage(start, i - start);
                start = i + 1;
            }
        }
        if (start < frame.length) {
            checkCount(++count);
            to.onMessage(start, frame.length - start);
        }
    }
}
