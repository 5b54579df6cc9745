package dev.weft.transport.client;

import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.serializer.Serializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        return changed(c -> c.authrole = other);
    }

    public ClientSettings withAuthenticators(List<ClientAuthenticator> others) {
        return changed(c -> c.authenticators = others);
    }

    public ClientSettings withTimeouts(Duration connect, Duration join) {
        return changed(c -> {
            c.connectTimeout = connect;
            c.joinTimeout = join;
        });
    }

    public ClientSettings withUserAgent(String agent) {
        return changed(c -> c.userAgent = agent);
    }

    public ClientSettings withHeaders(Map<String, String> others) {
        return changed(c -> c.headers = others);
    }

    public ClientSettings withLimits(TransportLimits others) {
        return changed(c -> c.limits = others);
    }

    public ClientSettings withKeepalive(Keepalive other) {
        return changed(c -> c.keepalive = other);
    }

    public ClientSettings withTls(ClientTls other) {
        return changed(c -> c.tls = other);
    }

    public ClientSettings withDeflate(@Nullable Deflate other) {
        return changed(c -> c.deflate = other);
    }

    /**
     * These settings, for who wants to know before the first attempt.
     *
     * @throws IllegalArgumentException for a url that cannot be meant, or a serializer that its transport does not have
     */
    public ClientSettings checked() {
        target();
        return this;
    }

    /** @throws IllegalArgumentException as {@link #checked} */
    Target target() {
        Target target = Target.parse(url);
        if (!target.isWebSocket() && serializer.rawSocketId() == 0) {
            throw new IllegalArgumentException(
                    "the url " + url + " is one of RawSocket, which does not have the serializer " + serializer.name());
        }
        return target;
    }

    /** Leaves out headers and authenticators: they may hold secrets. */
    @Override
    public String toString() {
        return url + " realm=" + realm + " serializer=" + serializer.name();
    }

    private ClientSettings changed(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return changes.settings();
    }

    /** Open for changes, so that each names only what it changes. */
    private static final class Changes {
        private String url;
        private @Nullable String realm;
        private @Nullable String authrole;
        private Serializer serializer;
        private List<ClientAuthenticator> authenticators;
        private Duration connectTimeout;
        private Duration joinTimeout;
        private String userAgent;
        private Map<String, String> headers;
        private TransportLimits limits;
        private Keepalive keepalive;
        private ClientTls tls;
        private @Nullable Deflate deflate;

        Changes(ClientSettings from) {
            url = from.url;
            realm = from.realm;
            authrole = from.authrole;
            serializer = from.serializer;
            authenticators = from.authenticators;
            connectTimeout = from.connectTimeout;
            joinTimeout = from.joinTimeout;
            userAgent = from.userAgent;
            headers = from.headers;
            limits = from.limits;
            keepalive = from.keepalive;
            tls = from.tls;
            deflate = from.deflate;
        }

        ClientSettings settings() {
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
                    deflate);
        }
    }
}
