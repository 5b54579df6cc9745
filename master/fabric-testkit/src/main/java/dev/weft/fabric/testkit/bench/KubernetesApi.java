package dev.weft.fabric.testkit.bench;

import dev.weft.wamp.serializer.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An API server by plain http, through a {@code kubectl proxy} that ends with this: a look costs a millisecond. */
final class KubernetesApi implements AutoCloseable {

    private static final String GROUP = "/apis/weft.dev/v1alpha1/namespaces/default/";

    private final Process proxy;
    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    KubernetesApi(Process proxy) throws IOException {
        this.proxy = proxy;
        BufferedReader out = new BufferedReader(new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.contains("127.0.0.1:")) {
            throw new IOException("kubectl proxy said " + line);
        }
        this.base = URI.create(
                "http://" + line.substring(line.indexOf("127.0.0.1:")).strip());
    }

    /** A resource of ours in the namespace {@code default}. */
    Map<?, ?> get(String plural, String name) {
        return answer(request(GROUP + plural + "/" + name).GET());
    }

    /** All of a kind. */
    List<?> list(String plural) {
        return answer(request(GROUP + plural).GET()).get("items") instanceof List<?> items ? items : List.of();
    }

    /** A merge patch; the resource after it. */
    Map<?, ?> patch(String plural, String name, Object patch) {
        return answer(request(GROUP + plural + "/" + name)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(JsonText.line(patch))));
    }

    /** How many requests the server has answered; a watch counts when it ends. */
    double requests() {
        return text(request("/metrics").GET())
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private Map<?, ?> answer(HttpRequest.Builder request) {
        String text = text(request);
        if (JsonText.read(text) instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalStateException("no object: " + text);
    }

    private String text(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        proxy.destroy();
    }
}
