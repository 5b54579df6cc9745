package dev.weft.transport.longpoll;

import dev.weft.transport.Loops;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.channel.WebSocketKeys;
import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.serializer.JsonText;
import dev.weft.wamp.serializer.JsonText.Malformed;
import dev.weft.wamp.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The service of a path: opens sessions, and takes the requests below it to them. Any thread may call it. */
public final class LongPoll implements HttpService.RequestHandler {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 18;

    private final Loops loops;
    private final LongPollSettings settings;
    private final LinkAcceptor acceptor;
    private final Map<String, PollLink> sessions = new ConcurrentHashMap<>();
    private final TransportMeter meter;
    private final PollCount open;
    private volatile @Nullable CloseReason unmounted;

    /** @param meter of the server that it is mounted in */
    public LongPoll(Loops loops, LongPollSettings settings, LinkAcceptor acceptor, TransportMeter meter) {
        this.loops = loops;
        this.settings = settings;
        this.acceptor = acceptor;
        this.meter = meter;
        this.open = new PollCount(settings, meter);
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return answer(request).thenApply(answer -> PollAnswers.dressed(answer, request));
    }

    /** Ends all sessions. What waits to be polled is dropped: nobody can poll it any more. */
    @Override
    public void onUnmounted(CloseReason reason) {
        unmounted = reason;
        sessions.values().forEach(link -> link.onUnmounted(reason));
    }

    @Override
    public void onUndelivered(HttpRequest request, HttpResponse response) {
        PollLink link = sessions.get(session(request));
        if (link != null && response.status() == 200) {
            link.onUndelivered();
        }
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        if (request.method().equals("OPTIONS")) {
            return now(PollAnswers.preflight());
        }
        if (!request.method().equals("POST")) {
            return now(HttpResponse.text(405, "Long polls are POST requests.\n").with("Allow", "POST, OPTIONS"));
        }
        if (request.rest().equals("/open")) {
            return now(open(request));
        }
        PollLink link = sessions.get(session(request));
        if (link == null) {
            return now(HttpResponse.text(404, "There is no such session, or no longer.\n"));
        }
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        switch (request.rest().substring(1 + session(request).length())) {
            case "/receive" -> link.onReceive(answer);
            case "/send" -> link.onSend(request.body(), answer);
            case "/close" -> link.onPeerClose(answer);
            default -> answer.complete(HttpResponse.text(404, "A session has receive, send and close.\n"));
        }
        return answer;
    }

    /** {@code id} of {@code /id/receive}. */
    private static String session(HttpRequest request) {
        String rest = request.rest();
        int end = rest.indexOf('/', 1);
        return end < 0 ? "" : rest.substring(1, end);
    }

    private HttpResponse open(HttpRequest request) {
        List<?> offered;
        try {
            offered = JsonText.read(request.body()) instanceof Map<?, ?> body
                            && body.get("protocols") instanceof List<?> list
                    ? list
                    : List.of();
        } catch (Malformed e) {
            return PollAnswers.bad("The body must be JSON: " + e.getMessage());
        }
        Optional<Serializer> chosen = chosen(offered);
        if (chosen.isEmpty()) {
            return PollAnswers.bad("None of the offered 'protocols' is spoken here; these are: "
                    + String.join(
                            ", ",
                            settings.serializers().stream()
                                    .map(s -> WebSocketKeys.subprotocol(s.name()))
                                    .toList()));
        }
        String address = PollCount.address(request.peer());
        if (!open.add(address)) {
            return HttpResponse.text(503, "There are too many sessions.\n").with("Retry-After", "10");
        }
        String id = newId();
        ScheduledExecutorService loop = loops.timer();
        PollLink.Place place = new PollLink.Place(settings, loop, meter, host(id, address));
        PollLink link = new PollLink(place, chosen.get(), info(request, chosen.get()));
        sessions.put(id, link);
        loop.execute(() -> link.begin(acceptor));
        CloseReason reason = unmounted;
        if (reason != null) {
            link.onUnmounted(reason);
        }
        String protocol = WebSocketKeys.subprotocol(chosen.get().name());
        return HttpResponse.of(
                200,
                "application/json; charset=utf-8",
                JsonText.line(Map.of("transport", id, "protocol", protocol)).getBytes(StandardCharsets.UTF_8));
    }

    private PollLink.Host host(String id, String address) {
        return new PollLink.Host() {
            @Override
            public void onOver() {
                open.remove(address);
            }

            @Override
            public void onForgotten() {
                sessions.remove(id);
            }

            @Override
            public boolean hasRoom() {
                return sessions.size() <= settings.sessions();
            }
        };
    }

    private Optional<Serializer> chosen(List<?> protocols) {
        return protocols.stream()
                .flatMap(p -> settings.serializers().stream()
                        .filter(s -> WebSocketKeys.subprotocol(s.name()).equals(p)))
                .findFirst();
    }

    /** Without cookies: see {@link PollAnswers#dressed}. */
    private static LinkInfo info(HttpRequest request, Serializer serializer) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.remove("cookie");
        return new LinkInfo(
                "longpoll",
                serializer.name(),
                request.peer(),
                request.secure(),
                Map.of(),
                Map.copyOf(headers),
                null,
                null);
    }

    /** Who knows it is in the session, so nobody may guess it. */
    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static CompletionStage<HttpResponse> now(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
