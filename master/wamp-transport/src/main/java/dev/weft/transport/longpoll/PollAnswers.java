package dev.weft.transport.longpoll;

import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;

/** Answers with the headers that browsers and caches need. */
final class PollAnswers {

    private PollAnswers() {}

    static HttpResponse nothing() {
        return HttpResponse.of(204, "text/plain", new byte[0]);
    }

    static HttpResponse bad(String text) {
        return HttpResponse.text(400, text + "\n");
    }

    static HttpResponse gone() {
        return HttpResponse.text(410, "This session has ended.\n");
    }

    /**
     * A page of any origin may poll: sessions have no cookies, so that nobody's browser can be made to act for them by a page of
     * somebody else.
     */
    static HttpResponse dressed(HttpResponse answer, HttpRequest request) {
        String origin = request.headers().get("origin");
        return answer.with("Access-Control-Allow-Origin", origin == null ? "*" : origin)
                .with("Access-Control-Allow-Credentials", "true")
                .with("Cache-Control", "no-store");
    }

    /** To a browser that asks whether it may. */
    static HttpResponse preflight() {
        return nothing()
                .with("Access-Control-Allow-Methods", "POST, OPTIONS")
                .with("Access-Control-Allow-Headers", "Content-Type")
                .with("Access-Control-Max-Age", "600");
    }
}
