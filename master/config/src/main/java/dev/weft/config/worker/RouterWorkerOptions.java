package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Unordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_WORKER)
public record RouterWorkerOptions(
        @MaxLength(255) @Doc("Title of the process") @Nullable
        String title,

        @MaxLength(1024) @Doc("Interpreter, absolute path") @Nullable
        String python,

        @MaxItems(64) @Doc("Searched for modules, relative to the node's folder")
        List<String> pythonpath,

        @Unordered @Range(min = 0, max = 1023) @Doc("Processors that the worker may use")
        List<Integer> cpuAffinity,

        @Nullable EnvironmentConfig env,
        Map<String, @Nullable Object> extra,

        @Default("true") @Doc("Components may use the node's API")
        boolean exposeController,

        @Default("false") boolean exposeShared,

        @Doc("Not started when the node boots from its file") @Nullable
        OrEnv<Boolean> disabled) {}
