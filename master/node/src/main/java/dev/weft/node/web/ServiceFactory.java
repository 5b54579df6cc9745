package dev.weft.node.web;

import dev.weft.config.web.JsonService;
import dev.weft.config.web.LongPollService;
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

/** Makes services of their configurations. */
public final class ServiceFactory {

    private final ServiceContext context;
    private final WampServices wamp;

    public ServiceFactory(ServiceContext context, WampServices wamp) {
        this.context = context;
        this.wamp = wamp;
    }

    /**
     * The services to be mounted for one configured service, by route: one, or for {@code path} all that are nested.
     *
     * @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for types that are not built,
     *     {@code crossbar.error.invalid_configuration} for a directory that is not there
     */
    public Map<String, HttpService> mounts(String path, WebService config) {
        Map<String, HttpService> mounts = new LinkedHashMap<>();
        mount(path.equals("/") ? "" : "/" + path, config, mounts);
        return mounts;
    }

    private void mount(String route, WebService config, Map<String, HttpService> mounts) {
        if (config instanceof PathService nested) {
            nested.paths()
                    .forEach((path, service) -> mount(path.equals("/") ? route : route + "/" + path, service, mounts));
        } else {
            mounts.put(route.isEmpty() ? "/" : route, one(config));
        }
    }

    private HttpService one(WebService config) {
        if (config instanceof WebSocketService webSocket) {
            return wamp.webSocket(webSocket);
        }
        if (config instanceof LongPollService longPoll) {
            return wamp.longPoll(longPoll);
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
