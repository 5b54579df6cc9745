package dev.weft.wamp.error;

import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A WAMP ERROR as an exception: what a procedure throws to answer with it, and what a failed call completes with. Stackless: it
 * travels between processes, so a local stack trace would only mislead.
 */
public final class ApplicationError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String uri;
    private final transient Payload payload;

    public ApplicationError(String uri, Payload payload) {
        super(uri, null, false, false);
        this.uri = uri;
        this.payload = payload;
    }

    /** An error with one positional argument, the message for people: the shape that Crossbar.io uses. */
    public static ApplicationError of(String uri, String message) {
        return new ApplicationError(uri, Payload.of(message));
    }

    public static ApplicationError of(String uri, String message, Map<String, ? extends @Nullable Object> details) {
        return new ApplicationError(uri, Payload.of(List.of(message), details));
    }

    public String uri() {
        return uri;
    }

    public Payload payload() {
        return payload;
    }

    /** The first positional argument where it is a text; else the uri. */
    public String text() {
        return payload.argument(0) instanceof String s ? s : uri;
    }

    @Override
    public String getMessage() {
        return payload.argument(0) instanceof String s ? uri + ": " + s : uri;
    }
}
