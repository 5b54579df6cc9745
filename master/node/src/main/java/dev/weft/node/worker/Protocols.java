package dev.weft.node.worker;

import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.RawSocketOptions;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.transport.RawSocketTransport;
import dev.weft.config.transport.UniversalTransport;
import dev.weft.config.transport.WebSocketTesteeTransport;
import dev.weft.config.transport.WebSocketTransport;
import dev.weft.config.web.LongPollService;
import dev.weft.config.web.WebSocketService;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.web.Host;
import dev.weft.node.web.WampServices;
import dev.weft.node.worker.auth.Authentication;
import dev.weft.node.worker.auth.StaticMethods;
import dev.weft.node.worker.cookie.CookieAuthentication;
import dev.weft.node.worker.cookie.CookieJar;
import dev.weft.node.worker.cookie.CookieJars;
import dev.weft.node.worker.cookie.LogoutWatch;
import dev.weft.router.Timers;
import dev.weft.router.admission.Admission;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.router.admission.RealmDirectory;
import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import dev.weft.transport.longpoll.LongPoll;
import dev.weft.transport.longpoll.LongPollSettings;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the WAMP part of a configuration to what a server speaks. */
final class Protocols implements WampServices {

    private static final int MOST_MESSAGE_BYTES = 1 << 24;
    private static final int LEAST_MESSAGE_BYTES = 512;

    /** Of a handshake: an hour. */
    private static final int MOST_MILLIS = 3_600_000;

    /** That of zlib. */
    private static final int USUAL_MEMORY_LEVEL = 8;

    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(20);

    private final RealmDirectory realms;
    private final Authentication authentication;
    private final CookieJars jars;
    private final Timers timers;
    private final Loops loops;

    /**
     * How clients are known.
     *
     * @param jars where cookies are remembered
     */
    record Logins(Authentication authentication, CookieJars jars) {}

    Protocols(RealmDirectory realms, Logins logins, Timers timers, Loops loops) {
        this.realms = realms;
        this.authentication = logins.authentication();
        this.jars = logins.jars();
        this.timers = timers;
        this.loops = loops;
    }

    ServerProtocol webSocket(WebSocketTransport config, Bounds bounds) {
        CookieJar jar = config.cookie() == null ? null : jars.of(config.cookie());
        return new ServerProtocol.WebSocket(
                settings(config.serializers(), config.options(), bounds.limits())
                        .withCookies(jar),
                acceptor(new Door(config.auth(), config.options().allowedOrigins(), jar), bounds.timeouts()));
    }

    private HttpService webSocket(UniversalTransport.WebSocket config, Bounds bounds) {
        CookieJar jar = config.cookie() == null ? null : jars.of(config.cookie());
        return new HttpService.WebSocketEndpoint(
                settings(config.serializers(), config.options(), bounds.limits())
                        .withCookies(jar),
                acceptor(new Door(config.auth(), config.options().allowedOrigins(), jar), bounds.timeouts()));
    }

    @Override
    public HttpService webSocket(WebSocketService config, Host host) {
        CookieJar jar = config.cookie() == null ? null : jars.of(config.cookie());
        return new HttpService.WebSocketEndpoint(
                settings(config.serializers(), config.options(), host.limits()).withCookies(jar),
                acceptor(new Door(config.auth(), config.options().allowedOrigins(), jar), host.timeouts()));
    }

    /** Open to anybody, as with Crossbar.io, whose long polls have no {@code auth} either: what they may do is up to the role. */
    @Override
    public HttpService longPoll(LongPollService config, Host host) {
        LongPollService.LongPollOptions options = config.options();
        if (options.debugTransportId() != null) {
            throw Refusals.unavailable("'debug_transport_id' of a long poll");
        }
        LongPollSettings settings = LongPollSettings.of(withBatched(List.of()))
                .withTimeouts(
                        Duration.ofSeconds(options.requestTimeout()), Duration.ofSeconds(options.sessionTimeout()))
                .withQueue(options.queueLimitBytes(), options.queueLimitMessages())
                .withSessions(options.maxSessions(), options.maxSessionsPerAddress());
        TransportAuth open = Refusals.requireBlock(
                TransportAuth.class,
                Map.of("anonymous", Map.of("type", "static", "role", StaticMethods.DEFAULT_ROLE)),
                "a long poll");
        LinkAcceptor acceptor = acceptor(new Door(open, List.of(), null), host.timeouts());
        return new LongPoll(loops, settings, acceptor, host.meter());
    }

    ServerProtocol rawSocket(RawSocketTransport config, Bounds bounds) {
        LinkAcceptor acceptor = acceptor(new Door(config.auth(), List.of(), null), bounds.timeouts());
        return rawSocket(config.serializers(), config.options(), acceptor, bounds.limits());
    }

    private static ServerProtocol.RawSocket rawSocket(
            List<SerializerName> serializers, RawSocketOptions options, LinkAcceptor acceptor, TransportLimits limits) {
        Integer most = options.maxMessageSize();
        return new ServerProtocol.RawSocket(
                new RawSocketSettings(
                        serializers(serializers),
                        most == null ? limits : limits.withMessageBytes(limits.frameBytes(), bounded(most)),
                        Keepalive.none()),
                acceptor);
    }

    /** @param web where services are mounted */
    ServerProtocol universal(UniversalTransport config, Routes web, Bounds bounds) {
        if (config.mqtt() != null) {
            throw Refusals.unavailable("'mqtt' of a universal transport");
        }
        UniversalTransport.RawSocket raw = config.rawsocket();
        Routes webSockets = new Routes();
        config.websocket().forEach((path, service) -> webSockets.put(path, webSocket(service, bounds)));
        return new ServerProtocol.Universal(
                raw == null ? null : rawSocket(raw, bounds), webSockets, web, bounds.limits());
    }

    private ServerProtocol.RawSocket rawSocket(UniversalTransport.RawSocket config, Bounds bounds) {
        LinkAcceptor acceptor = acceptor(new Door(config.auth(), List.of(), null), bounds.timeouts());
        return rawSocket(config.serializers(), config.options(), acceptor, bounds.limits());
    }

    /** Echoes on every path. */
    ServerProtocol testee(WebSocketTesteeTransport config, Bounds bounds) {
        WebSocketSettings settings = settings(List.of(), config.options(), bounds.limits());
        Routes everywhere = new Routes();
        everywhere.put("/", new HttpService.EchoEndpoint(settings));
        return new ServerProtocol.Web(everywhere, settings.limits());
    }

    /**
     * How clients come in.
     *
     * @param origins allowed ones; empty for all
     * @param jar null where the transport sets no cookies
     */
    private record Door(
            TransportAuth auth,
            List<String> origins,
            @Nullable CookieJar jar) {}

    private LinkAcceptor acceptor(Door door, HandshakeTimeouts timeouts) {
        List<Authenticator> methods = authentication.of(door.auth());
        List<Authenticator> offered = door.auth().cookie() == null
                ? methods
                : CookieAuthentication.with(door.jar(), door.origins(), door.auth(), methods);
        LinkAcceptor acceptor = new Admission(realms, offered, timers, timeouts);
        return door.jar() == null ? acceptor : new LogoutWatch(acceptor, door.jar());
    }

    private static WebSocketSettings settings(
            List<SerializerName> serializers, WebSocketOptions options, TransportLimits bounds) {
        List<String> origins = options.allowedOrigins().isEmpty() ? List.of("*") : options.allowedOrigins();
        return new WebSocketSettings(withBatched(serializers), limits(options, bounds), keepalive(options), origins)
                .withDeflate(deflate(options.compression()));
    }

    /** What Crossbar.io calls a level of memory decides whether a connection keeps a compressor between messages. */
    private static @Nullable Deflate deflate(WebSocketOptions.@Nullable Compression compression) {
        WebSocketOptions.Deflate deflate = compression == null ? null : compression.deflate();
        if (deflate == null) {
            return null;
        }
        boolean thrifty = deflate.memoryLevel() != null && deflate.memoryLevel() < USUAL_MEMORY_LEVEL;
        // Autobahn and browsers compress all that they send, HELLO too: refusing that would be refusing them.
        return new Deflate(
                thrifty || Boolean.TRUE.equals(deflate.noContextTakeover()),
                given(deflate.maxWindowBits(), Deflate.MOST_WINDOW_BITS),
                Boolean.TRUE.equals(deflate.requestNoContextTakeover()),
                given(deflate.requestMaxWindowBits(), Deflate.MOST_WINDOW_BITS),
                Deflate.BeforeSession.SMALL);
    }

    private static List<Serializer> serializers(List<SerializerName> names) {
        return names.isEmpty()
                ? Serializers.all()
                : names.stream().map(Protocols::serializer).toList();
    }

    /** Each in its batched and its plain form, as with Crossbar.io: the client's order decides. */
    private static List<Serializer> withBatched(List<SerializerName> names) {
        return serializers(names).stream()
                .flatMap(plain -> Serializers.ofWebSocket().stream().filter(s -> s.single() == plain))
                .toList();
    }

    private static Serializer serializer(SerializerName name) {
        return Serializers.byName(name.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Refusals.unavailable("the serializer " + name));
    }

    private static TransportLimits limits(WebSocketOptions options, TransportLimits bounds) {
        int message = given(options.maxMessageSize(), bounds.messageBytes());
        int frame = given(options.maxFrameSize(), Math.max(message, bounds.frameBytes()));
        TransportLimits limits = bounds.withMessageBytes(bounded(frame), bounded(message));
        int open = given(
                options.openHandshakeTimeout(), (int) bounds.handshakeTimeout().toMillis());
        int close = given(
                options.closeHandshakeTimeout(), (int) bounds.closeTimeout().toMillis());
        return limits.withHandshakeTimeout(Duration.ofMillis(Math.min(open, MOST_MILLIS)))
                .withCloseTimeout(Duration.ofMillis(Math.min(close, MOST_MILLIS)));
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
