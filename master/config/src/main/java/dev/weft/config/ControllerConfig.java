package dev.weft.config;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.endpoint.ConnectingTransport;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.OneOrMany;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import dev.weft.config.worker.ManholeConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The controller of a node. */
@Impact(RESTART_WORKER)
public record ControllerConfig(
        @FileId @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @Default("{}") ControllerOptions options,
        @Nullable ManholeConfig manhole,
        @MaxItems(256) List<@Nullable Object> connections,
        @Nullable Keyring keyring,
        @Default("{}") UplinkConfig fabric,
        Map<String, @Nullable Object> blockchain,
        @Default("false") boolean enableDocker) {

    @Impact(RESTART_WORKER)
    public record ControllerOptions(
            @MaxLength(255) @Nullable String title,

            @OneOrMany @Unordered @Doc("When the node ends by itself; on request only where none is given")
            List<ShutdownMode> shutdown,

            @Default("false") boolean enableParallelWorkerStart) {}

    /** When a node ends by itself. */
    public enum ShutdownMode {
        @Name("shutdown_on_shutdown_requested")
        ON_SHUTDOWN_REQUESTED,
        @Name("shutdown_on_worker_exit")
        ON_WORKER_EXIT,
        @Name("shutdown_on_worker_exit_with_error")
        ON_WORKER_EXIT_WITH_ERROR,
        @Name("shutdown_on_last_worker_exit")
        ON_LAST_WORKER_EXIT
    }

    /** Where the node's key is. */
    @Discriminator("type")
    public sealed interface Keyring {}

    @TypeName("file")
    @Impact(RESTART_WORKER)
    public record FileKeyring(@MaxLength(1024) String path) implements Keyring {}

    @TypeName("hsm")
    @Impact(RESTART_WORKER)
    public record HsmKeyring(
            @MaxLength(255) String driver, @MaxLength(1024) String port) implements Keyring {}

    /** The connection to the master. */
    @Impact(RESTART_WORKER)
    public record UplinkConfig(
            @Nullable ConnectingTransport transport,
            @Default("{}") Heartbeat heartbeat) {}

    @Impact(RESTART_WORKER)
    public record Heartbeat(
            @Default("5") @Range(min = 0, max = 3600) @Doc("Seconds")
            int startupDelay,

            @Default("10") @Range(min = 1, max = 3600) @Doc("Seconds")
            int heartbeatPeriod,

            @Default("true") boolean includeSystemStats,
            @Default("true") boolean sendWorkersHeartbeats,
            @Default("true") boolean aggregateWorkersHeartbeats) {}
}
