package dev.weft.wamp.link;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a connection, as they appear in session details ({@code transport}) and are used by authentication.
 *
 * @param transport {@code websocket}, {@code rawsocket}, {@code longpoll} or {@code local}
 * @param serializer name of the serializer: {@code json}, {@code cbor}, {@code msgpack}, with {@code .batched} where so
 * @param peer address of the other end for people: {@code tcp4:127.0.0.1:51234}, {@code unix:…}, {@code local}
 * @param secure true over TLS
 * @param channelIds TLS channel bindings by their names ({@code tls-server-end-point}, {@code tls-exporter}); empty without TLS
 * @param headers http headers of the WebSocket upgrade or the request that opened a long poll, names in lower case; empty
 *     elsewhere. May hold secrets (cookies)
 * @param clientCertificate of the other end, where the server asked for it; else null
 * @param cookie the value by which a WebSocket server recognises a browser, from its request or set in the response; null where it
 *     sets none. As secret as a password
 */
public record LinkInfo(
        String transport,
        String serializer,
        String peer,
        boolean secure,
        Map<String, byte[]> channelIds,
        Map<String, String> headers,
        @Nullable ClientCertificate clientCertificate,
        @Nullable String cookie) {

    /** A link inside this process. */
    public static LinkInfo local() {
        return new LinkInfo("local", "none", "local", false, Map.of(), Map.of(), null, null);
    }

    /**
     * False where messages may overtake each other: each request of a long poll has a connection of its own, and clients do not wait for
     * one to be answered before they send the next.
     */
    public boolean ordered() {
        return !transport.equals("longpoll");
    }

    /** Leaves out headers, cookie and channel ids: they may hold secrets. */
    @Override
    public String toString() {
        return transport + "/" + serializer + " " + peer + (secure ? " (tls)" : "");
    }
}
