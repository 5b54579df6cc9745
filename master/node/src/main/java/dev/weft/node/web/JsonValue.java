package dev.weft.node.web;

import dev.weft.config.web.JsonService;
import dev.weft.node.files.JsonTree;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.util.concurrent.CompletableFuture;

/** {@code json}: a value of the configuration, the same for every request. */
final class JsonValue {

    private JsonValue() {}

    static RequestHandler of(JsonService config) {
        byte[] body =
                config.options().prettify() ? JsonTree.writePretty(config.value()) : JsonTree.write(config.value());
        HttpResponse response = HttpResponse.of(200, "application/json; charset=utf-8", body);
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
