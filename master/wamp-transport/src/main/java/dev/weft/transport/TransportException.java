package dev.weft.transport;

import org.jspecify.annotations.Nullable;

/** Something that a socket, an address or a certificate refused. The message says where, why, and what helps. */
public abstract sealed class TransportException extends RuntimeException permits CannotListen, ConnectFailed {

    private static final long serialVersionUID = 1L;

    private final String code;

    TransportException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** An error uri that fits into an ERROR. */
    public String code() {
        return code;
    }
}
