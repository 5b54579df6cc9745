package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record ConnectingTls(
        @MaxLength(255) @Doc("Name that the server's certificate must have")
        String hostname,

        @MaxItems(64) @Unordered @Doc("Authorities that are trusted; the system's where none is given")
        List<String> caCertificates,

        @MaxLength(1024) @Nullable String certificate,
        @MaxLength(1024) @Nullable String key)
        implements Checked {

    @Override
    public void check(Problems problems) {
        if ((certificate == null) != (key == null)) {
            problems.add("certificate and key go together", "Give both or none");
        }
    }
}
