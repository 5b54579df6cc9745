package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Samples the machine")
@TypeName("hostmonitor")
@Impact(RESTART_WORKER)
public record HostMonitorItem(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @Default("{}") HostMonitorOptions options,
        @Nullable MonitoringConfig monitor)
        implements WorkerItem {}
