package dev.weft.controller.fabric;

import dev.weft.engine.secret.SecretSource;
import dev.weft.fleet.FabricPorts;
import dev.weft.gateway.FabricGateway;
import dev.weft.gateway.GatewaySettings;
import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientTls;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Connections over WAMP. */
public final class GatewayConnector implements FabricConnector {

    private final Loops loops;
    private final BooleanSupplier mayCall;

    /**
     * @param loops closed by whoever made them
     * @param mayCall asked right before each call leaves
     */
    public GatewayConnector(Loops loops, BooleanSupplier mayCall) {
        this.loops = loops;
        this.mayCall = mayCall;
    }

    @Override
    public Connection connect(FabricTarget target, SecretSource secrets) {
        CryptosignClientAuthenticator who = new CryptosignClientAuthenticator(target.userId(), target.key());
        GatewaySettings settings = GatewaySettings.of(target.url(), List.of(who), secrets)
                .withTls(target.authorities()
                        .map(Authorities::pem)
                        .map(ClientTls::trusting)
                        .orElse(ClientTls.defaults()))
                .withMayCall(mayCall);
        FabricGateway gateway = FabricGateway.of(settings, loops);
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
