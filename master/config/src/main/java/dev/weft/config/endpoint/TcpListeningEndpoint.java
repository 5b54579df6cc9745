package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Aligns;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A TCP port")
@TypeName("tcp")
@Aligns(ResolvedPort.class)
@Impact(RESTART_OBJECT)
public record TcpListeningEndpoint(
        @Range(min = 4, max = 6) @Default("4") @Doc("IP version: 4 or 6")
        int version,

        @Range(min = 0, max = 65535) @Doc("Port or environment variable; 0 lets the system choose") @Nullable
        OrEnv<Integer> port,

        @Range(min = 1, max = 65535) @MaxItems(2) @Doc("First and last port to try")
        List<Integer> portrange,

        @Default("false") @Doc("Several workers listen on the same port")
        boolean shared,

        @MaxLength(255) @Doc("Address to listen on; all where absent") @Nullable @Name("interface")
        String interfaceAddress,

        @Default("50") @Range(min = 1, max = 65535) int backlog,

        @Range(min = 0, max = 65535) @Doc("Seconds that unacknowledged data may be under way") @Nullable
        Integer userTimeout,

        @Nullable ListeningTls tls)
        implements ListeningEndpoint, Checked {

    @Override
    public void check(Problems problems) {
        if (version == 5) {
            problems.at("version").add("expected 4 or 6, got 5", "");
        }
        if (port == null && portrange.isEmpty()) {
            problems.add("neither port nor portrange is given", "Give a port");
        }
        if (!portrange.isEmpty() && (portrange.size() != 2 || portrange.get(0) > portrange.get(1))) {
            problems.at("portrange")
                    .add("expected the first and the last port, in this order", "For example [9000, 9010]");
        }
    }
}
