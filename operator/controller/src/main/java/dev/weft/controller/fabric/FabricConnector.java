package dev.weft.controller.fabric;

import dev.weft.engine.secret.SecretSource;
import dev.weft.fleet.FabricPorts;

/** Makes connections to fabrics; tests have one to a simulated fabric. */
@FunctionalInterface
public interface FabricConnector {

    /** A connection that is made when it is first used and made again when it is lost; never fails by itself. */
    Connection connect(FabricTarget target, SecretSource secrets);

    /** A connection, until it is closed. */
    interface Connection extends AutoCloseable {

        FabricPorts ports();

        @Override
        void close();
    }
}
