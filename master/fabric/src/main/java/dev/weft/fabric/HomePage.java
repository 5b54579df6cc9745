package dev.weft.fabric;

import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** What a browser sees that is pointed at a master. Tells nothing that somebody without a login should not know. */
final class HomePage {

    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}"
                    + "code{background:#8882;padding:.1em .3em;border-radius:.2em}";

    private HomePage() {}

    /** At {@code /}; anything below it that nothing else serves is not found. */
    static RequestHandler home() {
        return request -> CompletableFuture.completedFuture(
                request.path().equals("/")
                        ? html(
                                "Weft fabric master",
                                "<p>Nodes and clients connect by WebSocket at <code>/ws</code>,"
                                        + " with subprotocol <code>wamp.2.cbor</code>, <code>wamp.2.msgpack</code> or"
                                        + " <code>wamp.2.json</code>. <a href=\"info\">About this master</a></p>")
                        : HttpResponse.text(404, "not found\n"));
    }

    /** At {@code /info}. */
    static RequestHandler info(String version) {
        return request -> CompletableFuture.completedFuture(html(
                "Weft fabric master", "<p>Version " + version + ", speaks the Crossbar.io Fabric Center API.</p>"));
    }

    private static HttpResponse html(String title, String body) {
        String page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE + "</style><h1>" + title
                + "</h1>" + body + "</html>\n";
        return HttpResponse.of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }
}
