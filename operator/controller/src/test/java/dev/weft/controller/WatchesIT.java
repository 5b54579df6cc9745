package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server that ends watches, forgets what was before, or refuses: what changed meanwhile is noticed, and the fleet is kept. */
class WatchesIT {

    private final TroubledServer server = new TroubledServer();
    private final Scene scene = new Scene(server.people(), server.operator());

    @AfterEach
    void end() {
        scene.close();
        server.close();
    }

    @Test
    void a_change_that_was_made_while_watches_were_cut_is_noticed_when_they_are_open_again() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");

        server.refuse(TroubledServer::isWatch, 500);
        server.cutWatches();
        scene.await_("it says that it hears nothing", () -> scene.get("/readyz").startsWith("503 "));
        scene.layout("base", "router2", "");
        scene.node(2, "");
        long before = server.requests(TroubledServer::isWatch);
        scene.await_("watches are tried again", () -> server.requests(TroubledServer::isWatch) > before + 10);
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isFalse();

        server.calm();

        scene.await_("the change is done", () -> scene.fabric.has(Scene.worker(1, "router2")));
        scene.await_("the new node is too", () -> scene.fabric.has(Scene.worker(2, "router2")));
        scene.await_("it is ready again", () -> scene.get("/readyz").startsWith("200 "));
    }

    @Test
    void where_the_server_has_forgotten_what_was_before_everything_is_read_anew() {
        scene.fabric("").fleet(2).start();
        scene.layout("second", "router2", "deletionPolicy: Orphan");
        scene.awaitReady(NodeLayout.class, "second");
        scene.awaitReady(NodeLayout.class, "base");

        server.refuse(TroubledServer::isWatch, 500);
        server.cutWatches();
        scene.await_("it says that it hears nothing", () -> scene.get("/readyz").startsWith("503 "));
        scene.delete(FabricNode.class, "edge2");
        scene.layout("base", "router9", "");
        server.calm();
        scene.await_("watches are open again", () -> scene.get("/readyz").startsWith("200 "));
        server.expireWatches();

        scene.await_("the change is done", () -> scene.fabric.has(Scene.worker(1, "router9")));
        scene.await_(
                "the node that is gone is counted no more",
                () -> "1/1 applied"
                        .equals(scene.status(NodeLayout.class, "base").nodes()));
        scene.layout("base", "router3", "");
        scene.await_("and watches work on", () -> scene.fabric.has(Scene.worker(1, "router3")));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 403})
    void a_server_that_refuses_everything_for_a_while_ends_nothing(int code) throws Exception {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(FabricNode.class, "edge1");

        server.refuse(request -> true, code);
        server.cutWatches();
        scene.await_("it says so", () -> scene.get("/readyz").startsWith("503 "));
        assertThat(scene.get("/healthz")).startsWith("200 ");
        scene.fabric.change(each -> {
            each.remove(Scene.worker(1, "router1"));
            each.tell(Scene.key(1));
        });
        scene.await_("drift is healed all the same", () -> scene.fabric.has(Scene.worker(1, "router1")));
        scene.layout("base", "router2", "transports: [{id: ws}]");

        server.calm();

        scene.awaitCondition(NodeLayout.class, "base", Condition.STALLED, Condition::isTrue);
        scene.await_("it is ready again", () -> scene.get("/readyz").startsWith("200 "));
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
    }
}
