package dev.weft.node.worker;

import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.transport.RawSocketTransport;
import dev.weft.config.transport.WebSocketTransport;
import dev.weft.config.web.WebSocketService;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.worker.auth.Authentication;
import dev.weft.node.worker.cookie.CookieAuthentication;
import dev.weft.node.worker.cookie.CookieJar;
import dev.weft.node.worker.cookie.CookieJars;
import dev.weft.node.worker.cookie.LogoutWatch;
import dev.weft.router.Timers;
import dev.weft.router.admission.Admission;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.router.admission.RealmDirectory;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the WAMP part of a configuration to what a server speaks. */
final class Protocols {

    private static final int MOST_MESSAGE_BYTES = 1 << 24;
    private static final int LEAST_MESSAGE_BYTES = 512;
    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(20);

    private final RealmDirectory realms;
    private final Authentication authentication;
    private final CookieJars jars;
    private final Timers timers;

    Protocols(RealmDirectory realms, Authentication authentication, CookieJars jars, Timers timers) {
        this.realms = realms;
        this.authentication = authentication;
        this.jars = jars;
        this.timers = timers;
    }

    ServerProtocol webSocket(WebSocketTransport config) {
        CookieJar jar = config.cookie() == null ? null : jars.of(config.cookie());
        return new ServerProtocol.WebSocket(
                settings(config.serializers(), config.options()).withCookies(jar),
                acceptor(config.auth(), config.options(), jar));
    }

    HttpService webSocket(WebSocketService config) {
        CookieJar jar = config.cookie() == null ? null : jars.of(config.cookie());
        return new HttpService.WebSocketEndpoint(
                settings(config.serializers(), config.options()).withCookies(jar),
                acceptor(config.auth(), config.options(), jar));
    }

    ServerProtocol rawSocket(RawSocketTransport config) {
        Integer most = config.options().maxMessageSize();
        TransportLimits limits = TransportLimits.defaults();
        return new ServerProtocol.RawSocket(
                new RawSocketSettings(
                        serializers(config.serializers()),
                        most == null ? limits : limits.withMessageBytes(limits.frameBytes(), bounded(most)),
                        Keepalive.none()),
                acceptor(config.auth(), List.of(), null));
    }

    private LinkAcceptor acceptor(TransportAuth auth, WebSocketOptions options, @Nullable CookieJar jar) {
        LinkAcceptor acceptor = acceptor(auth, options.allowedOrigins(), jar);
        return jar == null ? acceptor : new LogoutWatch(acceptor, jar);
    }

    private LinkAcceptor acceptor(TransportAuth auth, List<String> origins, @Nullable CookieJar jar) {
        List<Authenticator> methods = authentication.of(auth);
        List<Authenticator> offered =
                auth.cookie() == null ? methods : CookieAuthentication.with(jar, origins, methods);
        return new Admission(realms, offered, timers, HandshakeTimeouts.DEFAULT);
    }

    private static WebSocketSettings settings(List<SerializerName> serializers, WebSocketOptions options) {
        List<String> origins = options.allowedOrigins().isEmpty() ? List.of("*") : options.allowedOrigins();
        return new WebSocketSettings(serializers(serializers), limits(options), keepalive(options), origins);
    }

    private static List<Serializer> serializers(List<SerializerName> names) {
        return names.isEmpty()
                ? Serializers.all()
                : names.stream().map(Protocols::serializer).toList();
    }

    private static Serializer serializer(SerializerName name) {
        return Serializers.byName(name.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Refusals.unavailable("the serializer " + name));
    }

    private static TransportLimits limits(WebSocketOptions options) {
        TransportLimits limits = TransportLimits.defaults();
        int message = given(options.maxMessageSize(), limits.messageBytes());
        int frame = given(options.maxFrameSize(), Math.max(message, limits.frameBytes()));
        limits = limits.withMessageBytes(bounded(frame), bounded(message));
        Integer handshake = options.openHandshakeTimeout();
        return handshake == null || handshake == 0 ? limits : limits.withHandshakeTimeout(Duration.ofMillis(handshake));
    }

    private static Keepalive keepalive(WebSocketOptions options) {
        Integer interval = options.autoPingInterval();
        if (interval == null || interval == 0) {
            return Keepalive.none();
        }
        Integer timeout = options.autoPingTimeout();
        Integer bytes = options.autoPingSize();
        return new Keepalive(
                Duration.ofMillis(interval),
                timeout == null || timeout == 0 ? PONG_TIMEOUT : Duration.ofMillis(timeout),
                bytes == null ? Keepalive.defaults().bytes() : bytes);
    }

    private static int given(@Nullable Integer value, int otherwise) {
        return value == null || value == 0 ? otherwise : value;
    }

    private static int bounded(int bytes) {
        return Math.max(LEAST_MESSAGE_BYTES, Math.min(bytes, MOST_MESSAGE_BYTES));
    }
}
