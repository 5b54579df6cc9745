package dev.weft.fabric.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.sim.LiveReaderContract;
import dev.weft.gateway.FabricGateway;
import dev.weft.wamp.error.ApplicationError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with a master and a node does what the simulated fabric does, with which planning and reconciling are tested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveReaderIT implements LiveReaderContract {

    private static final NodeKey AWAY = new NodeKey(ContractFabric.PLANT, "away");

    @TempDir
    static Path folder;

    private ContractFabric fabric;
    private FabricGateway gateway;

    @BeforeAll
    void start() throws IOException {
        fabric = ContractFabric.start(folder);
        gateway = fabric.gateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
        fabric.close();
    }

    @BeforeEach
    void pair() {
        ContractFabric.call(
                fabric.global(),
                ContractFabric.MREALM + "pair_node",
                "%064x".formatted(1),
                AWAY.mrealm(),
                AWAY.authid());
    }

    @AfterEach
    void unpair() {
        try {
            ContractFabric.call(
                    fabric.global(), ContractFabric.MREALM + "unpair_node_by_name", AWAY.mrealm(), AWAY.authid());
        } catch (ApplicationError gone) {
            // The test itself unpaired it.
        }
    }

    @Test
    void a_node_of_ours_can_what_the_master_announces_of_nodes() throws Exception {
        assertThat(ContractFabric.await(gateway.readNode(onlineNode()))
                        .orElseThrow()
                        .capabilities())
                .containsExactlyInAnyOrder(Capability.GET_SNAPSHOT, Capability.UPDATE_ROLE, Capability.PROBE);
    }

    @Test
    void everybody_keys_fingerprints_the_same() {
        try (FabricGateway another = fabric.gateway()) {
            assertThat(fingerprint(another)).isEqualTo(fingerprint(gateway));
        }
    }

    private static String fingerprint(FabricGateway gateway) {
        return ContractFabric.await(gateway.read(Set.of(ContractFabric.PLANT)))
                .fingerprintKey()
                .orElseThrow()
                .fingerprint("a secret");
    }

    @Test
    void a_digest_changes_with_the_node_and_with_nothing_else() {
        NodeKey key = onlineNode();
        Awaitility.await().until(() -> digest(key).isPresent());
        Optional<String> before = read(key);
        assertThat(digest(key)).isEqualTo(before);

        ContractFabric.call(
                fabric.owner(), ContractFabric.REMOTE + "node.start_worker", fabric.nodeOid(), "w7", "router");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !digest(key).equals(before));
        ContractFabric.call(fabric.owner(), ContractFabric.REMOTE + "node.stop_worker", fabric.nodeOid(), "w7");

        Optional<String> after = read(key);
        assertThat(after).isNotEqualTo(before);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(digest(key)).isEqualTo(read(key)));
        assertThat(digest(AWAY)).as("it never told any").isEmpty();
    }

    private Optional<String> digest(NodeKey key) {
        return ContractFabric.await(gateway.readDigest(key));
    }

    private Optional<String> read(NodeKey key) {
        return ContractFabric.await(gateway.readNode(key))
                .map(node -> node.version().digest());
    }

    @Override
    public LiveReader reader() {
        return gateway;
    }

    @Override
    public Actions actions() {
        return gateway;
    }

    @Override
    public NodeKey awayNode() {
        return AWAY;
    }

    @Override
    public NodeKey onlineNode() {
        return new NodeKey(ContractFabric.PLANT, ContractFabric.EDGE);
    }
}
