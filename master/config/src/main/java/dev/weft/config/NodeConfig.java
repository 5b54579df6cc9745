package dev.weft.config;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.OwnObjects;
import dev.weft.config.schema.Range;
import dev.weft.config.worker.WorkerItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node's configuration file, {@code .crossbar/config.json}. Workers without an id are counted by the node. */
@Impact(RESTART_WORKER)
public record NodeConfig(
        @Name("$schema") @MaxLength(2048) @Nullable String schema,

        @Default("2") @Range(min = 2, max = 2) @Doc("Version of the format of config.json")
        int version,

        @Default("{}") ControllerConfig controller,
        @OwnObjects @MaxItems(256) List<WorkerItem> workers) {}
