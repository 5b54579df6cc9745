package dev.weft.fabric.testkit.contract;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.sim.LiveReaderContract;
import dev.weft.gateway.FabricGateway;
import dev.weft.wamp.error.ApplicationError;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
