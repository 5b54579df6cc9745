package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a host monitor samples. */
@Impact(RESTART_OBJECT)
public record MonitoringConfig(
        @Default("500") @Range(min = 10, max = 3_600_000) @Doc("Milliseconds")
        int interval,

        @Required
        @KeysMatch(
                value = "self|hardware|network|storage|system|memory|cpu|diskio|process",
                meaning = "a monitor: self, hardware, network, storage, system, memory, cpu, diskio or process")
        Map<String, Map<String, @Nullable Object>> monitors) {}
