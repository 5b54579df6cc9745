package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.Ids;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Shape;
import dev.weft.config.schema.Shapes;
import dev.weft.config.schema.TypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("A foreign program as a worker")
@TypeName("guest")
@Impact(RESTART_WORKER)
public record GuestConfig(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @MaxLength(1024) @Doc("Path relative to workdir, else looked up on PATH")
        String executable,

        @MaxItems(256) List<String> arguments,
        @Default("{}") GuestOptions options)
        implements WorkerItem {

    @Impact(RESTART_WORKER)
    public record GuestOptions(
            @Nullable EnvironmentConfig env,

            @MaxLength(1024) @Doc("Relative to the node's folder") @Nullable
            String workdir,

            @Default("close")
            @Shapes({Shape.TEXT, Shape.DICTIONARY})
            @Doc("close, or {type: json, value, close} to write a value first")
            Object stdin,

            @Default("log") Output stdout,
            @Default("log") Output stderr,
            @Nullable Watch watch)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (stdin instanceof String s && !s.equals("close")) {
                problems.at("stdin").add("expected \"close\" or a dictionary, got another string", "");
            }
            if (stdin instanceof Map<?, ?> m && !"json".equals(m.get("type"))) {
                problems.at("stdin").at("type").add("expected \"json\"", "");
            }
        }
    }

    /** What becomes of the program's output. */
    public enum Output {
        CLOSE,
        LOG,
        DROP
    }

    /** Restarts the program when files change. */
    @Impact(RESTART_WORKER)
    public record Watch(
            @Required @MaxItems(64) List<String> directories,

            @Default("1") @Range(min = 0, max = 3600) @Doc("Seconds")
            int timeout,

            @Matches(value = "restart", meaning = "restart") String action) {}
}
