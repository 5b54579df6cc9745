package dev.weft.node;

import dev.weft.wamp.serializer.JsonText;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's own WebSocket client, with cookies, speaking just enough WAMP to log in and out. */
final class Browser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** The cookies of this browser, as a request shows them. */
    String cookieHeader() {
        return String.join(
                "; ",
                cookies.getCookieStore().getCookies().stream()
                        .map(c -> c.getName() + "=" + c.getValue())
                        .toList());
    }

    HttpCookie cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Opens a connection, and a session with these methods; the answer to HELLO, and to a ticket where one is asked for. */
    Page open(int port, List<String> methods, String authid, String ticket) throws Exception {
        Page page = new Page();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), page)
                .get(30, TimeUnit.SECONDS);
        Map<String, Object> details =
                Map.of("roles", Map.of("caller", Map.of()), "authmethods", methods, "authid", authid);
        send(socket, List.of(1L, "realm1", details));
        List<?> answer = page.next();
        if (Long.valueOf(4).equals(answer.get(0))) {
            send(socket, List.of(5L, ticket, Map.of()));
            answer = page.next();
        }
        page.answer = answer;
        page.socket = socket;
        return page;
    }

    private static void send(WebSocket socket, List<?> message) throws Exception {
        socket.sendText(JsonText.line(message), true).get(30, TimeUnit.SECONDS);
    }

    /** An open connection. */
    static final class Page implements WebSocket.Listener {

        private final BlockingQueue<List<?>> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private List<?> answer = List.of();
        private @Nullable WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last && JsonText.read(part.toString()) instanceof List<?> message) {
                messages.add(message);
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        private List<?> next() throws InterruptedException {
            List<?> message = messages.poll(30, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within 30 s");
            }
            return message;
        }

        /** A field of WELCOME; null where the session was refused. */
        @Nullable
        Object welcome(String field) {
            return Long.valueOf(2).equals(answer.get(0)) && answer.get(2) instanceof Map<?, ?> details
                    ? details.get(field)
                    : null;
        }

        /** Leaves, and waits for the answer. */
        void leave(String reason) throws Exception {
            if (socket != null) {
                send(socket, List.of(6L, Map.of(), reason));
                next();
            }
        }
    }
}
