package dev.weft.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;

/**
 * The mock API server knows no server-side apply: as far as an only applier of objects without a status can tell, creating or replacing
 * them is the same.
 */
final class ServerSideApply implements Interceptor {

    private static final String APPLY = "application/apply-patch+yaml";

    private ServerSideApply() {}

    /** Another client of the same server, whose applies are understood. */
    static KubernetesClient over(KubernetesClient client) {
        return over(client, new Interceptor() {});
    }

    /** @param other sees all requests too */
    static KubernetesClient over(KubernetesClient client, Interceptor other) {
        return new KubernetesClientBuilder()
                .withConfig(client.getConfiguration())
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("apply", new ServerSideApply())
                                .addOrReplaceInterceptor("other", other))
                .build();
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(
            HttpRequest.Builder builder, HttpResponse<?> response, RequestTags tags) {
        HttpRequest request = response.request();
        boolean applies = request.method().equals("PATCH")
                && String.valueOf(request.uri().getQuery()).contains("fieldManager");
        if (applies && response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            String path = request.uri().getPath();
            builder.uri(request.uri().resolve(path.substring(0, path.lastIndexOf('/'))))
                    .post("application/json", request.bodyString());
            return CompletableFuture.completedFuture(true);
        }
        if (applies && response.code() == HttpURLConnection.HTTP_UNSUPPORTED_TYPE) {
            builder.put("application/json", request.bodyString());
            return CompletableFuture.completedFuture(true);
        }
        return CompletableFuture.completedFuture(false);
    }
}
