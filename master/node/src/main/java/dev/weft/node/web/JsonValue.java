package dev.weft.node.web;

import dev.weft.config.web.JsonService;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import dev.weft.wamp.serializer.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** {@code json}: a value of the configuration, the same for every request. */
final class JsonValue {

    private JsonValue() {}

    static RequestHandler of(JsonService config) {
        String json = config.options().prettify() ? JsonText.pretty(config.value()) : JsonText.line(config.value());
        HttpResponse response =
                HttpResponse.of(200, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
        if (config.options().allowCrossOrigin()) {
            response = response.with("Access-Control-Allow-Origin", "*");
        }
        if (config.options().discourageCaching()) {
            response = response.with("Cache-Control", "no-store, no-cache, must-revalidate, max-age=0");
        }
        HttpResponse answer = response;
        return request -> CompletableFuture.completedFuture(answer);
    }
}
