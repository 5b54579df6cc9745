package dev.weft.fabric.testkit.kubernetes;

import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitCondition;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitLog;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Site;
import dev.weft.fabric.testkit.WeftProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators and one lease: one works, the other takes over, and nothing is done twice or by both. */
class FailoverIT {

    private static final String REALM = "plant-f";
    private static final int EDITS = 30;
    private static final int TAKEN_OVER = 4;

    @TempDir
    static Path folder;

    private static final int PORT = Site.freePort();
    private static OperatorSite site;
    private static Kubectl plant;
    private static Changes changes;

    @BeforeAll
    static void start() {
        site = OperatorSite.start(folder);
        site.kubectl().succeed("create", "namespace", "plant");
        plant = site.kubectl().in("plant");
        WeftProcess first = operator("first");
        plant.apply("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-f}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1}
                spec: {mrealm: plant-f, publicKey: %s}
                """.formatted(site.prepareNode("edge1")));
        plant.apply(layout("com.begin."));
        awaitCondition(plant, "Online=false", "fabricnode/edge1");
        site.fabric().startNode("edge1");
        awaitApplied();
        changes = Changes.follow(site.fabric().session(REALM));
        assertThat(first.terminate()).as("%s", first).isZero();
        assertThat(first.errors()).as("%s", first).anyMatch(line -> line.contains("is given back"));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static WeftProcess operator(String identity) {
        WeftProcess operator = site.operator(identity, "--lease-duration", "3");
        awaitLog(operator, "running; http on port");
        return operator;
    }

    private static String layout(String uri) {
        return """
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant-f
                  nodeSelector: {}
                  workers:
                  - id: router1
                    type: router
                    realms:
                    - name: line
                      roles:
                      - name: anonymous
                        permissions: [{uri: %s, match: prefix, allow: {call: true}}]
                    transports:
                    - {id: ws, type: websocket, endpoint: {type: tcp, interface: 127.0.0.1, port: %d}}
                """.formatted(uri, PORT);
    }

    private static void awaitApplied() {
        awaitCondition(plant, "Ready", "fabricnode/edge1", "nodelayout/base");
        awaitCondition(plant, "Synced", "fabricnode/edge1", "nodelayout/base");
    }

    private static void allow(String uri) {
        plant.succeed(
                "patch",
                "nodelayout",
                "base",
                "--type=json",
                "-p",
                "[{\"op\":\"replace\",\"path\":\"/spec/workers/0/realms/0/roles/0/permissions/0/uri\",\"value\":\""
                        + uri + "\"}]");
    }

    /** What the role on the node may do now. */
    private static String role() {
        return String.valueOf(
                site.call(REALM, "remote.router.get_router_realm_role", "edge1", "router1", "line", "anonymous"));
    }

    private static String holder() {
        return site.kubectl()
                .in(OperatorSite.SYSTEM)
                .succeed("get", "lease", "weft-operator", "-o", "jsonpath={.spec.holderIdentity}");
    }

    @Test
    void a_leader_that_is_killed_in_a_stream_of_edits_is_followed_by_the_standby_and_nothing_is_done_twice() {
        WeftProcess leader = operator("leader");
        awaitLog(leader, "leading as leader");
        WeftProcess standby = operator("standby");
        awaitLog(standby, "the leader is leader; waiting");
        Object worker = started();
        long before = site.changes(REALM, "edge1");
        changes.clear();

        for (int edit = 1; edit <= EDITS; edit++) {
            allow("com.killed." + edit + ".");
            if (edit == EDITS / 2) {
                leader.kill();
            }
        }

        awaitUntil("the last edit is live", () -> role().contains("com.killed." + EDITS + "."));
        awaitApplied();
        assertThat(holder()).isEqualTo("standby");
        assertThat(started()).as("the worker was never touched").isEqualTo(worker);
        long done = site.changes(REALM, "edge1") - before;
        awaitUntil("all is told", () -> changes.all().size() >= done);
        assertThat(changes.all()).as("each change is told once").hasSize((int) done);
        assertThat(changes.all())
                .as("nothing but the role was changed")
                .allMatch(each -> each.contains("on_router_realm_role"));
        assertThat(done).as("no edit is applied twice").isBetween(2L, (long) EDITS);
        assertThat(standby.errors().stream().takeWhile(line -> !line.contains("leading as standby")))
                .as("it did nothing before: %s", standby)
                .noneMatch(line -> line.contains("planned"));
        assertThat(standby.terminate()).as("%s", standby).isZero();
    }

    @Test
    void a_leader_that_was_paused_sends_nothing_any_more_and_ends_itself() {
        WeftProcess old = operator("old");
        awaitLog(old, "leading as old");
        WeftProcess heir = operator("heir");
        awaitLog(heir, "the leader is old; waiting");
        allow("com.paused.1.");
        awaitUntil("the old one works", () -> role().contains("com.paused.1."));
        awaitApplied();

        old.pause();
        // What it hears of these when it goes on, it must not act upon.
        allow("com.paused.2.");
        awaitUntil("the heir works", () -> role().contains("com.paused.2."));
        allow("com.paused.3.");
        awaitUntil("the heir works on", () -> role().contains("com.paused.3."));
        awaitApplied();
        assertThat(holder()).isEqualTo("heir");
        Object worker = started();
        long before = site.changes(REALM, "edge1");
        String version = plant.succeed("get", "nodelayout", "base", "-o", "jsonpath={.metadata.resourceVersion}");

        old.resume();

        assertThat(old.await()).as("%s", old).isEqualTo(TAKEN_OVER);
        assertThat(old.errors())
                .anyMatch(line -> line.contains("the lease weft-system/weft-operator is lost: ")
                        && line.contains("Ending at once, so that whoever leads now is alone"));
        assertThat(site.changes(REALM, "edge1")).as("it sent nothing").isEqualTo(before);
        assertThat(started()).isEqualTo(worker);
        assertThat(plant.succeed("get", "nodelayout", "base", "-o", "jsonpath={.metadata.resourceVersion}"))
                .as("it wrote nothing")
                .isEqualTo(version);
        allow("com.paused.4.");
        awaitUntil("the heir goes on", () -> role().contains("com.paused.4."));
        assertThat(heir.terminate()).as("%s", heir).isZero();
    }

    /** Process and start of the worker. */
    private static Object started() {
        Map<?, ?> info = (Map<?, ?>) site.call(REALM, "remote.node.get_worker", "edge1", "router1");
        return Map.of("pid", info.get("pid"), "created", info.get("created"));
    }
}
