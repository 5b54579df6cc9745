package dev.weft.engine.sim;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.path.NodeKey;
import org.junit.jupiter.api.BeforeEach;

/** The simulated fabric does what a real one does. */
class SimulatedFabricTest implements LiveReaderContract {

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final NodeKey online = new NodeKey("plant", "edge1");
    private final NodeKey away = new NodeKey("plant", "edge2");

    @BeforeEach
    void pair() {
        fabric.addRealm("plant");
        fabric.addNode(online, "%064x".formatted(7));
        fabric.addNode(away, "%064x".formatted(1));
        fabric.setOnline(away, Completeness.OFFLINE);
    }

    @Override
    public LiveReader reader() {
        return fabric;
    }

    @Override
    public Actions actions() {
        return fabric;
    }

    @Override
    public NodeKey awayNode() {
        return away;
    }

    @Override
    public NodeKey onlineNode() {
        return online;
    }
}
