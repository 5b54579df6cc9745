package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.run.FabricConnection;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import picocli.CommandLine.Option;

/** The realm of the master to join. */
final class RealmOption {

    /** The realm of the whole fabric. */
    static final String FABRIC = "com.crossbario.fabric";

    @Option(
            names = "--realm",
            paramLabel = "NAME",
            defaultValue = FABRIC,
            description = "Management realm to join. Default: ${DEFAULT-VALUE}, the realm of the whole fabric.")
    private String realm = FABRIC;

    WampSession join(FabricConnection connection) {
        try {
            return connection.await(connection.gateway().session(realm));
        } catch (ApplicationError refused) {
            throw CliFailure.of(
                    "cannot join realm '" + realm + "': " + refused.getMessage(),
                    "See which there are: weft call crossbarfabriccenter.mrealm.list_mrealms");
        }
    }
}
