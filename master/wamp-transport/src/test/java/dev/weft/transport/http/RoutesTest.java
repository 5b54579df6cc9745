package dev.weft.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.http.HttpService.RequestHandler;
import dev.weft.wamp.link.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Routes routes = new Routes();

    private void put(String path) {
        RequestHandler service = request -> CompletableFuture.completedFuture(HttpResponse.text(200, path));
        routes.put(path, service);
    }

    private String found(String path) {
        return routes.find(path).map(m -> m.route() + " + " + m.rest()).orElse("nothing");
    }

    @Test
    void the_longest_route_at_a_border_of_segments_wins() {
        put("/");
        put("a");
        put("/a/b/");
        assertThat(found("/")).isEqualTo("/ + /");
        assertThat(found("/x/y")).isEqualTo("/ + /x/y");
        assertThat(found("/a")).isEqualTo("/a + ");
        assertThat(found("/a/")).isEqualTo("/a + /");
        assertThat(found("/ab")).isEqualTo("/ + /ab");
        assertThat(found("/a/b")).isEqualTo("/a/b + ");
        assertThat(found("/a/b/c")).isEqualTo("/a/b + /c");
        assertThat(found("/a/bc")).isEqualTo("/a + /bc");
    }

    @Test
    void without_a_root_the_rest_is_found_nowhere() {
        put("a");
        assertThat(found("/")).isEqualTo("nothing");
        assertThat(found("/b/c")).isEqualTo("nothing");
        assertThat(found("/a/b")).isEqualTo("/a + /b");
    }

    @Test
    void routes_are_listed_and_removed_in_any_spelling() {
        put("ws");
        put("/");
        assertThat(routes.paths()).containsExactlyInAnyOrder("/", "/ws");
        assertThat(routes.remove("/ws/")).isTrue();
        assertThat(routes.paths()).containsExactly("/");
    }

    @Test
    void a_service_is_told_when_its_route_is_gone() {
        List<String> told = new ArrayList<>();
        routes.put("a", new Told("first", told));
        routes.put("/a/", new Told("second", told));
        assertThat(told).containsExactly("first closed");
        routes.remove("a");
        assertThat(told).containsExactly("first closed", "second closed");
        routes.put("b", new Told("third", told));
        routes.close(new CloseReason(CloseReason.Kind.POLICY, "stopped"));
        routes.put("c", new Told("late", told));
        assertThat(told).containsExactly("first closed", "second closed", "third stopped", "late stopped");
        assertThat(routes.paths()).isEmpty();
    }

    private record Told(String name, List<String> told) implements RequestHandler {

        @Override
        public CompletionStage<HttpResponse> handle(HttpRequest request) {
            return CompletableFuture.completedFuture(HttpResponse.text(200, name));
        }

        @Override
        public void onUnmounted(CloseReason reason) {
            told.add(name + " " + reason.text());
        }
    }
}
