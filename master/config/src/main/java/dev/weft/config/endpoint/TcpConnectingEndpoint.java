package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A TCP port")
@TypeName("tcp")
@Impact(RESTART_OBJECT)
public record TcpConnectingEndpoint(
        @MaxLength(255) String host,
        @Range(min = 1, max = 65535) OrEnv<Integer> port,

        @Range(min = 4, max = 6) @Default("4") @Doc("IP version: 4 or 6")
        int version,

        @Default("10") @Range(min = 0, max = 600) @Doc("Seconds")
        int timeout,

        @Nullable ConnectingTls tls)
        implements ConnectingEndpoint, Checked {

    @Override
    public void check(Problems problems) {
        if (version == 5) {
            problems.at("version").add("expected 4 or 6, got 5", "");
        }
    }
}
