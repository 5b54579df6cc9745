package dev.weft.fabric;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The least that a master takes for a node, with procedures that echo what they get. */
public final class FakeNode {

    private final String oid;
    private final SigningKey key;
    private final WampSession session;

    private FakeNode(String oid, SigningKey key, WampSession session) {
        this.oid = oid;
        this.key = key;
        this.session = session;
    }

    /** Joins as nodes do: no realm, no authid, the role {@code node}. */
    static FakeNode connect(RunningMaster master, SigningKey key, String oid) {
        ClientSettings settings = master.settings(null, key).withAuthrole("node");
        FakeNode node = new FakeNode(oid, key, RunningMaster.await(master.connect(settings)));
        node.offer("get_status", FakeNode::echo);
        node.offer("get_workers", call -> CompletableFuture.completedFuture(Payload.of(List.of("w1"))));
        node.offer("get_worker", FakeNode::getWorker);
        node.offer("start_worker", FakeNode::echo);
        node.offer("worker.w1.get_router_realm", FakeNode::echo);
        node.offer("worker.w1.realm.r1.root.wamp.session.list", FakeNode::echo);
        node.offer("worker.w1.realm.r1.root.wamp.session.vendor_extra", FakeNode::echo);
        return node;
    }

    void offer(String suffix, WampSession.InvocationHandler handler) {
        RunningMaster.await(session.register(prefix() + suffix, Dict.empty(), handler));
    }

    void publish(String suffix, Payload payload) {
        RunningMaster.await(session.publish(prefix() + suffix, Dict.of("acknowledge", true), payload));
    }

    void beat(String name, Map<String, Object> heartbeat) {
        RunningMaster.await(session.publish(
                "crossbarfabriccenter.node.on_heartbeat", Dict.of("acknowledge", true), Payload.of(name, heartbeat)));
    }

    private String prefix() {
        return "crossbarfabriccenter.node." + authid() + ".";
    }

    /** What it got, and for whom. */
    private static CompletionStage<Payload> echo(InvocationContext call) {
        return CompletableFuture.completedFuture(Payload.of(Map.of(
                "args", call.payload().arguments(),
                "kwargs", call.payload().keywords(),
                "forward_for", String.valueOf(call.details().get("forward_for")))));
    }

    private static CompletionStage<Payload> getWorker(InvocationContext call) {
        if ("w1".equals(call.payload().argument(0))) {
            return CompletableFuture.completedFuture(Payload.of(Map.of("id", "w1")));
        }
        throw ApplicationError.of(
                "crossbar.error.no_such_worker",
                "No worker with ID " + call.payload().argument(0));
    }

    String oid() {
        return oid;
    }

    SigningKey key() {
        return key;
    }

    String authid() {
        return session.details().authid();
    }

    WampSession session() {
        return session;
    }
}
