package dev.weft.transport;

import dev.weft.wamp.error.ErrorUri;
import org.jspecify.annotations.Nullable;

/** A server could not listen: the port is in use, the address is not ours, the path of the socket is too long, … */
public final class CannotListen extends TransportException {

    private static final long serialVersionUID = 1L;

    public CannotListen(String message, @Nullable Throwable cause) {
        super(ErrorUri.CANNOT_LISTEN, message, cause);
    }
}
