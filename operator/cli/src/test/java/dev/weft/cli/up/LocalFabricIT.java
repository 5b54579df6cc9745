package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.context.FabricTarget;
import dev.weft.cli.key.KeyFile;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.Interrupts;
import dev.weft.cli.terminal.Colour;
import dev.weft.engine.desired.Desired;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C does before everything is up. The port of the master is taken, so that it ends at once, as by a terminal's Ctrl-C. */
class LocalFabricIT {

    private static final String REALM =
            "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-a}}";

    @TempDir
    Path folder;

    private final Interrupts interrupts = Interrupts.none();

    @Test
    void a_child_that_ends_by_the_same_interrupt_is_no_failure() throws Exception {
        interrupts.raise();

        assertThat(up()).isEqualTo(ExitStatus.INTERRUPTED);
    }

    @Test
    void a_child_that_ends_by_itself_is_one() {
        assertThatThrownBy(this::up).isInstanceOf(CliFailure.class).hasMessageContaining("master ended at once");
    }

    @Test
    void after_an_interrupt_the_fabric_is_asked_no_more() throws Exception {
        Path key = folder.resolve("admin.priv");
        KeyFile.write(
                key,
                KeyFile.generate(),
                KeyFile.Owner.user("superuser"),
                "2026-01-01T00:00:00.000Z",
                KeyFile.Existing.OVERWRITE);
        FabricTarget target =
                new FabricTarget("ws://127.0.0.1:" + freePort() + "/ws", key, Optional.empty(), "a test", "");
        try (FabricConnection connection = FabricConnection.open(target, Optional.empty(), around())) {
            Convergence convergence = new Convergence(connection, interrupts, line -> {});
            Desired desired = fleet().desired().orElseThrow();
            assertThatThrownBy(() -> convergence.run(desired, Set.of()))
                    .isInstanceOf(CliFailure.class)
                    .hasMessageContaining("no fabric answers");

            interrupts.raise();

            assertThat(convergence.run(desired, Set.of())).isEqualTo(ExitStatus.INTERRUPTED);
        }
    }

    /** One where nobody listens. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int up() throws InterruptedException, IOException {
        UpFolder data = UpFolder.of(Optional.of(folder.resolve("data")), folder, folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalFabric fabric = new LocalFabric(data, around(), interrupts)) {
            return fabric.run(new LocalFabric.Wish(folder, fleet(), taken.getLocalPort(), Optional.empty()));
        }
    }

    private static FleetDocuments fleet() {
        return FleetDocuments.load(List.of("-"), new ByteArrayInputStream(REALM.getBytes(StandardCharsets.UTF_8)));
    }

    private Surroundings around() {
        return new Surroundings(
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(new StringWriter(), true),
                InputStream.nullInputStream(),
                folder,
                Map.of(),
                Colour.NEVER);
    }
}
