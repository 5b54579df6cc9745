package dev.weft.node.web;

import dev.weft.config.web.JsonService;
import dev.weft.config.web.LongPollService;
import dev.weft.config.web.MetricsService;
import dev.weft.config.web.NodeInfoService;
import dev.weft.config.web.NoneService;
import dev.weft.config.web.PathService;
import dev.weft.config.web.RedirectService;
import dev.weft.config.web.StaticService;
import dev.weft.config.web.WebService;
import dev.weft.config.web.WebSocketService;
import dev.weft.node.procedure.Refusals;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes services of their configurations. */
public final class ServiceFactory {

    private final ServiceContext context;
    private final WampServices wamp;
    private final Supplier<CompletionStage<String>> metrics;

    /** @param metrics of the worker, in the text form of Prometheus */
    public ServiceFactory(ServiceContext context, WampServices wamp, Supplier<CompletionStage<String>> metrics) {
        this.context = context;
        this.wamp = wamp;
        this.metrics = metrics;
    }

    /**
     * The services to be mounted for one configured service, by route: one, or for {@code path} all that are nested.
     *
     * @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for types that are not built,
     *     {@code crossbar.error.invalid_configuration} for a directory that is not there
     */
    public Map<String, HttpService> mounts(String path, WebService config, Host host) {
        Map<String, WebService> configs = new LinkedHashMap<>();
        flatten(path.equals("/") ? "" : "/" + path, config, configs);
        Map<String, HttpService> mounts = new LinkedHashMap<>();
        configs.forEach((route, service) -> mounts.put(route, one(service, host)));
        return mounts;
    }

    private static void flatten(String route, WebService config, Map<String, WebService> routes) {
        if (config instanceof PathService nested) {
            nested.paths()
                    .forEach(
                            (path, service) -> flatten(path.equals("/") ? route : route + "/" + path, service, routes));
        } else {
            routes.put(route.isEmpty() ? "/" : route, config);
        }
    }

    private HttpService one(WebService config, Host host) {
        if (config instanceof WebSocketService webSocket) {
            return wamp.webSocket(webSocket, host);
        }
        if (config instanceof LongPollService longPoll) {
            return wamp.longPoll(longPoll, host);
        }
        if (config instanceof MetricsService) {
            return MetricsPage.of(metrics);
        }
        if (config instanceof StaticService files) {
            return StaticFiles.of(files, context);
        }
        if (config instanceof JsonService json) {
            return JsonValue.of(json);
        }
        if (config instanceof RedirectService redirect) {
            return fixed(HttpResponse.redirect(302, redirect.url()));
        }
        if (config instanceof NodeInfoService) {
            return NodeInfoPage.of(context);
        }
        if (config instanceof NoneService) {
            return fixed(HttpResponse.text(404, "not found\n"));
        }
        throw Refusals.unavailable("the web service " + config.getClass().getSimpleName());
    }

    private static RequestHandler fixed(HttpResponse response) {
        return request -> CompletableFuture.completedFuture(response);
    }
}
