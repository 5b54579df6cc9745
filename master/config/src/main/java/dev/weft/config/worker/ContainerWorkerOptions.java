package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Unordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_WORKER)
public record ContainerWorkerOptions(
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
        OrEnv<Boolean> disabled,

        @Default("shutdown-manual") @Doc("When the container ends by itself")
        Shutdown shutdown,

        @Default("restart-never") @Doc("What happens to a component that ends")
        Restart restart)
        implements Checked {

    /** When a container ends by itself. */
    public enum Shutdown {
        SHUTDOWN_MANUAL,
        SHUTDOWN_ON_LAST_COMPONENT_STOPPED,
        SHUTDOWN_ON_ANY_COMPONENT_FAILED,
        SHUTDOWN_ON_ANY_COMPONENT_STOPPED
    }

    /** What happens to a component that ends. */
    public enum Restart {
        RESTART_ALWAYS,
        RESTART_ON_FAILED,
        RESTART_NEVER
    }

    @Override
    public void check(Problems problems) {
        if (restart == Restart.RESTART_ALWAYS && shutdown != Shutdown.SHUTDOWN_MANUAL) {
            problems.add(
                    "restart-always needs shutdown-manual",
                    "Components that are always restarted never end the container");
        }
        if (restart == Restart.RESTART_ON_FAILED && shutdown == Shutdown.SHUTDOWN_ON_ANY_COMPONENT_FAILED) {
            problems.add(
                    "restart-on-failed and shutdown-on-any-component-failed exclude each other", "Change one of them");
        }
    }
}
