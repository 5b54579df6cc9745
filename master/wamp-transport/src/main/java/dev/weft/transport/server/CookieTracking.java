package dev.weft.transport.server;

import org.jspecify.annotations.Nullable;

/** Recognises browsers by a cookie that the response to the WebSocket upgrade sets. On the connection's loop: must not block. */
@FunctionalInterface
public interface CookieTracking {

    /**
     * The cookie of a connection that is about to begin.
     *
     * @param shown the request's {@code Cookie} header, or null
     * @param secure true over TLS
     */
    Cookie recognise(@Nullable String shown, boolean secure);

    /**
     * A cookie.
     *
     * @param value by which the browser is known; secret
     * @param header what {@code Set-Cookie} says; null: the browser has this cookie already
     */
    record Cookie(String value, @Nullable String header) {

        /** Nothing of it. */
        @Override
        public String toString() {
            return "Cookie[]";
        }
    }
}
