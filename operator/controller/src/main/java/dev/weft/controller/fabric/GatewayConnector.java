package dev.weft.controller.fabric;

import dev.weft.engine.secret.SecretSource;
import dev.weft.fleet.FabricPorts;
import dev.weft.gateway.FabricGateway;
import dev.weft.gateway.GatewaySettings;
import dev.weft.transport.Loops;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import java.util.List;

/** Connections over WAMP. */
public final class GatewayConnector implements FabricConnector {

    private final Loops loops;

    /** @param loops closed by whoever made them */
    public GatewayConnector(Loops loops) {
        this.loops = loops;
    }

    @Override
    public Connection connect(FabricTarget target, SecretSource secrets) {
        CryptosignClientAuthenticator who = new CryptosignClientAuthenticator(target.userId(), target.key());
        FabricGateway gateway = FabricGateway.of(GatewaySettings.of(target.url(), List.of(who), secrets), loops);
        return new Connection() {
            @Override
            public FabricPorts ports() {
                return FabricPorts.of(gateway);
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }
}
