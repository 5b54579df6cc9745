package dev.weft.sources.git.sign;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the values of SSH's wire form (RFC 4251, section 5) from bytes that nobody vouches for. */
final class SshBytes {

    private final ByteBuffer bytes;

    SshBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** @throws IllegalArgumentException when there are fewer bytes than that */
    byte[] next(int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("it ends too early");
        }
        byte[] found = new byte[count];
        bytes.get(found);
        return found;
    }

    int number() {
        try {
            return bytes.getInt();
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException("it ends too early");
        }
    }

    /** A string: its length, then its bytes. */
    byte[] string() {
        return next(number());
    }

    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }
}
