package dev.weft.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mock API server knows no server-side apply: as far as an only applier can tell, creating objects, or replacing all but their status,
 * is the same.
 */
final class ServerSideApply implements Interceptor {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String APPLY = "application/apply-patch+yaml";

    private final Map<URI, String> sent = new ConcurrentHashMap<>();

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
                    .post("application/json", body(request));
            return CompletableFuture.completedFuture(true);
        }
        if (applies && response.code() == HttpURLConnection.HTTP_UNSUPPORTED_TYPE) {
            builder.method("PATCH", "application/json-patch+json", replacement(body(request)));
            return CompletableFuture.completedFuture(true);
        }
        return CompletableFuture.completedFuture(false);
    }

    /** What is sent; afterwards nobody knows any more. */
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.method().equals("PATCH") && request.bodyString() != null) {
            sent.put(request.uri(), request.bodyString());
        }
    }

    private String body(HttpRequest request) {
        return Objects.requireNonNull(sent.get(request.uri()));
    }

    /** What was applied, in the place of what was before. */
    private static String replacement(String applied) {
        Map<?, ?> object = JSON.unmarshal(applied, Map.class);
        Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
        List<Map<String, Object>> operations = new ArrayList<>();
        for (String part : List.of("labels", "annotations")) {
            if (metadata.get(part) != null) {
                operations.add(Map.of("op", "add", "path", "/metadata/" + part, "value", metadata.get(part)));
            }
        }
        if (object.get("spec") != null) {
            operations.add(Map.of("op", "add", "path", "/spec", "value", object.get("spec")));
        }
        return JSON.asJson(operations);
    }
}
