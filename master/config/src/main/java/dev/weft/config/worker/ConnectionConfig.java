package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ConnectingTransport;
import dev.weft.config.endpoint.UnixConnectingEndpoint;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import org.jspecify.annotations.Nullable;

/** How a proxy worker reaches a router: nothing connects until a client comes. */
@Impact(RESTART_OBJECT)
public record ConnectionConfig(
        @FileId @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ConnectingTransport transport,
        @Default("{}") ProxyAuth auth)
        implements Checked {

    @Impact(RESTART_OBJECT)
    public record ProxyAuth(
            @Name("cryptosign-proxy") @Nullable Static cryptosignProxy,
            @Name("anonymous-proxy") @Nullable Static anonymousProxy) {}

    @Impact(RESTART_OBJECT)
    public record Static(
            @Matches(value = "static", meaning = "static") String type) {}

    @Override
    public void check(Problems problems) {
        if (auth.anonymousProxy() != null && !(transport.endpoint() instanceof UnixConnectingEndpoint)) {
            problems.at("auth")
                    .at("anonymous-proxy")
                    .add(
                            "anonymous-proxy is accepted over Unix sockets only",
                            "Use cryptosign-proxy, or a unix endpoint");
        }
        if (auth.anonymousProxy() != null && auth.cryptosignProxy() != null) {
            problems.at("auth").add("cryptosign-proxy and anonymous-proxy exclude each other", "Keep one of them");
        }
    }
}
