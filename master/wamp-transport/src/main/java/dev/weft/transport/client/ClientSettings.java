package dev.weft.transport.client;

import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.serializer.Serializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a client connects to, and as whom.
 *
 * @param url {@code ws://host:port/path}, {@code wss://…}, {@code rs://host:port}, {@code rss://…} or {@code unix:/path} (all three
 *     RawSocket)
 * @param realm null: the router's authenticator decides
 * @param authrole the role that HELLO asks for; null: the router's authenticator decides
 * @param authenticators methods on offer, in this order; empty: anonymous
 * @param connectTimeout from the first packet to the open link, TLS and upgrade included
 * @param joinTimeout from HELLO to WELCOME, and from GOODBYE to the answer
 * @param headers more headers for the WebSocket upgrade. May hold secrets
 * @param deflate how messages may be compressed over WebSocket, where the router wants to; null: not at all
 */
public record ClientSettings(
        String url,
        @Nullable String realm,
        @Nullable String authrole,
        Serializer serializer,
        List<ClientAuthenticator> authenticators,
        Duration connectTimeout,
        Duration joinTimeout,
        String userAgent,
        Map<String, String> headers,
        TransportLimits limits,
        Keepalive keepalive,
        ClientTls tls,
        @Nullable Deflate deflate) {

    public ClientSettings {
        authenticators = List.copyOf(authenticators);
        headers = Map.copyOf(headers);
    }

    /** No authenticators, 10 seconds to connect, 10 seconds to join, a ping every 20 seconds. */
    public static ClientSettings of(String url, @Nullable String realm, Serializer serializer) {
        return new ClientSettings(
                url,
                realm,
                null,
                serializer,
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                "weft",
                Map.of(),
                TransportLimits.defaults(),
                Keepalive.defaults(),
                ClientTls.defaults(),
                null);
    }

    public ClientSettings withAuthrole(@Nullable String other) {
        return new ClientSettings(
                url,
                realm,
                other,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                limits,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withAuthenticators(List<ClientAuthenticator> others) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                others,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                limits,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withTimeouts(Duration connect, Duration join) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connect,
                join,
                userAgent,
                headers,
                limits,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withUserAgent(String agent) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                agent,
                headers,
                limits,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withHeaders(Map<String, String> others) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                others,
                limits,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withLimits(TransportLimits others) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                others,
                keepalive,
                tls,
                deflate);
    }

    public ClientSettings withKeepalive(Keepalive other) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                limits,
                other,
                tls,
                deflate);
    }

    public ClientSettings withTls(ClientTls other) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                limits,
                keepalive,
                other,
                deflate);
    }

    public ClientSettings withDeflate(@Nullable Deflate other) {
        return new ClientSettings(
                url,
                realm,
                authrole,
                serializer,
                authenticators,
                connectTimeout,
                joinTimeout,
                userAgent,
                headers,
                limits,
                keepalive,
                tls,
                other);
    }

    /** Leaves out headers and authenticators: they may hold secrets. */
    @Override
    public String toString() {
        return url + " realm=" + realm + " serializer=" + serializer.name();
    }
}
