package dev.weft.node.web;

import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code metrics}: what the worker counts, in the text form of Prometheus. */
final class MetricsPage {

    private MetricsPage() {}

    /** @param text asked for each request */
    static RequestHandler of(Supplier<CompletionStage<String>> text) {
        return request -> request.method().equals("GET")
                ? text.get().thenApply(MetricsPage::answer)
                : CompletableFuture.completedFuture(
                        HttpResponse.text(405, "Metrics are for GET.\n").with("Allow", "GET"));
    }

    private static HttpResponse answer(String text) {
        return HttpResponse.of(200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
