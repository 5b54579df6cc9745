package dev.weft.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What planning relies on in every reader: the simulated fabric of the tests passes it, and so does the gateway with a real master
 * and a real node. A fact that one of them does not share belongs here.
 */
public interface LiveReaderContract {

    LiveReader reader();

    Actions actions();

    /** A node that was paired for this test, by the key {@code 00…01}, in the realm of {@link #onlineNode}; it has no uplink. */
    NodeKey awayNode();

    /** A node that is online. */
    NodeKey onlineNode();

    @Test
    default void nothing_is_owned_on_a_node_that_was_paired_just_now() throws Exception {
        for (LiveNode node : bothReadings(awayNode())) {
            assertThat(node.inventory()).contains(Inventory.EMPTY);
        }
    }

    @Test
    default void what_is_owned_comes_back_from_either_reading() throws Exception {
        NodeKey key = awayNode();
        Inventory inventory = inventory(key);

        assertThat(perform(new Command.Own(key, inventory))).isEqualTo(new Reply.Done());

        for (LiveNode node : bothReadings(key)) {
            assertThat(node.inventory()).contains(inventory);
        }
    }

    @Test
    default void a_node_that_is_paired_anew_has_lost_its_record() throws Exception {
        NodeKey key = awayNode();
        perform(new Command.Own(key, inventory(key)));

        assertThat(perform(new Command.Stop(key.path()))).isEqualTo(new Reply.Done());
        assertThat(get(reader().readNode(key))).isEmpty();
        Map<String, Object> another = Map.of("publicKey", "%064x".formatted(2));
        assertThat(perform(new Command.Start(key.path(), another, Optional.empty())))
                .isEqualTo(new Reply.Done());

        for (LiveNode node : bothReadings(key)) {
            assertThat(node.inventory()).contains(Inventory.EMPTY);
        }
        perform(new Command.Stop(key.path()));
    }

    @Test
    default void a_node_without_uplink_is_offline_and_what_is_on_it_is_not_told() throws Exception {
        NodeKey key = awayNode();

        for (LiveNode node : bothReadings(key)) {
            assertThat(node.completeness()).isEqualTo(Completeness.OFFLINE);
            assertThat(node.objects()).isEmpty();
            assertThat(node.publicKey()).contains("%064x".formatted(1));
        }
        assertThatThrownBy(() -> get(reader().readObject(worker(key)))).isNotNull();
    }

    @Test
    default void a_node_read_by_itself_is_the_node_of_a_reading_of_everything() throws Exception {
        List<LiveNode> both = bothReadings(onlineNode());

        assertThat(both.get(0).completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(both.get(1))
                .usingRecursiveComparison()
                .ignoringFields("objects", "version")
                .isEqualTo(both.get(0));
        assertThat(both.get(1).objects()).containsOnlyKeys(both.get(0).objects().keySet());
        assertThat(both.get(1).version().epoch())
                .isEqualTo(both.get(0).version().epoch());
    }

    @Test
    default void what_does_not_exist_is_absent() throws Exception {
        NodeKey online = onlineNode();

        assertThat(get(reader().readNode(new NodeKey(online.mrealm(), "nobody"))))
                .isEmpty();
        assertThat(get(reader().readObject(worker(online)))).isEmpty();
        assertThat(get(reader().read(Set.of("nowhere"))).realms()).doesNotContainKey("nowhere");
    }

    @Test
    default void an_object_that_was_started_is_told_by_every_reading_until_it_is_stopped() throws Exception {
        NodeKey key = onlineNode();
        ObjectPath worker = worker(key);
        Map<String, Object> config = Map.of("type", "router", "options", Map.of());

        assertThat(perform(new Command.Start(worker, config, Optional.empty()))).isEqualTo(new Reply.Done());

        for (LiveNode node : bothReadings(key)) {
            assertThat(node.objects()).containsKey(worker);
        }
        assertThat(get(reader().readObject(worker)).map(LiveObject::status)).contains(LiveObject.Status.RUNNING);

        assertThat(perform(new Command.Stop(worker))).isEqualTo(new Reply.Done());
        for (LiveNode node : bothReadings(key)) {
            assertThat(node.objects()).doesNotContainKey(worker);
        }
        assertThat(get(reader().readObject(worker))).isEmpty();
    }

    /** The node as part of everything, then by itself. */
    private List<LiveNode> bothReadings(NodeKey key) throws Exception {
        return List.of(
                get(reader().read(Set.of(key.mrealm()))).node(key).orElseThrow(),
                get(reader().readNode(key)).orElseThrow());
    }

    private Reply perform(Command command) throws Exception {
        return get(actions().perform(command));
    }

    private static ObjectPath worker(NodeKey node) {
        return node.path().child(ObjectKind.WORKER, "of-the-contract");
    }

    private static Inventory inventory(NodeKey node) {
        return new Inventory(new TreeMap<>(Map.of(
                worker(node),
                new Inventory.Entry(
                        new TreeSet<>(Set.of("base", "edge")), Map.of("/options/title", "a fingerprint")))));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
