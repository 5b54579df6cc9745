package dev.weft.transport;

import org.jspecify.annotations.Nullable;

/** A connection could not be made, or was lost before the session was joined. Worth another try later. */
public final class ConnectFailed extends TransportException {

    public static final String CODE = "weft.error.connect_failed";

    private static final long serialVersionUID = 1L;

    public ConnectFailed(String message, @Nullable Throwable cause) {
        super(CODE, message, cause);
    }
}
