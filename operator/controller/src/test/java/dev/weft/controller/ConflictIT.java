package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import dev.weft.engine.live.Completeness;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others write as well, or writing fails: nothing of theirs and nothing of ours is lost, and nobody tries without a pause. */
class ConflictIT {

    private static final String PLANT = "/apis/weft.dev/v1alpha1/namespaces/plant/";

    private final TroubledServer server = new TroubledServer();
    private final Scene scene = new Scene(server.people(), server.operator());

    @AfterEach
    void end() {
        scene.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 500})
    void a_status_that_cannot_be_written_for_a_while_is_written_later(int code) {
        Predicate<RecordedRequest> status = about("nodelayouts/base").and(TroubledServer::isStatus);
        server.refuse(status, code);
        scene.fabric("").fleet(1).start();

        scene.await_("it is tried again", () -> server.requests(status) >= 3);
        scene.awaitReady(FabricNode.class, "edge1");
        assertThat(scene.fabric.has(Scene.worker(1, "router1")))
                .as("the fleet does not wait for statuses")
                .isTrue();
        server.calm();

        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");
        assertThat(scene.status(NodeLayout.class, "base").nodes()).isEqualTo("1/1 applied");
    }

    @Test
    void what_somebody_else_writes_at_the_same_moment_stays() {
        Predicate<RecordedRequest> ours =
                about("nodelayouts/base").and(each -> each.getMethod().equals("PATCH"));
        server.before(
                ours.and(Predicate.not(TroubledServer::isStatus)),
                HttpMethod.PATCH,
                PLANT + "nodelayouts/base",
                "{\"metadata\": {\"finalizers\": [\"example.com/theirs\"], \"labels\": {\"theirs\": \"yes\"}}}");
        scene.fabric("").fleet(1).start();

        scene.awaitReady(NodeLayout.class, "base");

        assertThat(server.wasInterrupted()).isTrue();
        NodeLayout layout = scene.find(NodeLayout.class, "base").orElseThrow();
        assertThat(layout.getMetadata().getFinalizers())
                .containsExactlyInAnyOrder("example.com/theirs", "weft.dev/cleanup");
        assertThat(layout.getMetadata().getLabels()).containsEntry("theirs", "yes");
    }

    @Test
    void with_a_cache_that_is_behind_the_newest_status_is_written_once() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(FabricNode.class, "edge1");
        server.refuse(TroubledServer::isWatch, 500);
        server.cutWatches();
        scene.await_("it hears nothing", () -> scene.get("/readyz").startsWith("503 "));

        scene.fabric.setOnline(Scene.key(1), Completeness.OFFLINE);
        scene.awaitCondition(FabricNode.class, "edge1", Condition.ONLINE, each -> "False".equals(each.status()));
        scene.fabric.setOnline(Scene.key(1), Completeness.COMPLETE);

        // In the cache it has been online all the time.
        scene.awaitCondition(FabricNode.class, "edge1", Condition.ONLINE, Condition::isTrue);
        Predicate<RecordedRequest> status = about("fabricnodes/edge1").and(TroubledServer::isStatus);
        long written = server.requests(status);
        server.calm();
        scene.await_("it hears again", () -> scene.get("/readyz").startsWith("200 "));
        scene.layout("base", "router2", "");
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");
        scene.await_("the change is done", () -> scene.fabric.has(Scene.worker(1, "router2")));
        scene.awaitReady(FabricNode.class, "edge1");
        assertThat(server.requests(status) - written).isLessThanOrEqualTo(8);
    }

    @Test
    void a_resource_that_goes_while_it_is_looked_at_is_no_trouble() {
        server.before(
                about("fabricnodes/edge2").and(TroubledServer::isStatus),
                HttpMethod.DELETE,
                PLANT + "fabricnodes/edge2",
                "");
        scene.fabric("").fleet(2).start();

        scene.awaitGone(FabricNode.class, "edge2");
        scene.await_(
                "the layout counts it no more",
                () -> "1/1 applied"
                        .equals(scene.status(NodeLayout.class, "base").nodes()));
        assertThat(server.wasInterrupted()).isTrue();
        scene.awaitReady(NodeLayout.class, "base");
    }

    private static Predicate<RecordedRequest> about(String resource) {
        return request -> request.getPath().contains("/" + resource);
    }
}
