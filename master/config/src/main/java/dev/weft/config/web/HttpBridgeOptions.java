package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of the services that call or publish for an HTTP request. */
@Impact(RESTART_OBJECT)
public record HttpBridgeOptions(
        @Default("false") boolean debug,
        @Secret @MaxLength(255) @Nullable String key,
        @Secret @MaxLength(255) @Nullable String secret,
        @Default("false") boolean requireTls,

        @Unordered @MaxItems(256) @Doc("Addresses or networks that requests may come from")
        List<String> requireIp,

        @Default("65536") @Range(min = 0, max = 1_048_576) int postBodyLimit,

        @Default("300") @Range(min = 0, max = 86400) @Doc("Seconds; 0 for no check")
        int timestampDeltaLimit)
        implements Checked {

    @Override
    public void check(Problems problems) {
        if ((key == null) != (secret == null)) {
            problems.add("key and secret go together", "Give both or none");
        }
    }
}
