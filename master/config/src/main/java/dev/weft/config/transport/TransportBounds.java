package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;
import java.util.Map;

/** What a transport of Weft puts up with from its peers. None of it can be switched off. Crossbar.io does not know it. */
@Impact(RESTART_OBJECT)
public record TransportBounds(
        @Default("100000") @Range(min = 1, max = 1_000_000) @Doc("Open connections")
        int maxConnections,

        @Default("10000") @Range(min = 1, max = 1_000_000) @Doc("Of these, from one IP address")
        int maxConnectionsPerAddress,

        @Default("100")
        @Range(min = 1, max = 1_000_000)
        @Doc("Failed logins of one IP address at once, and one more each second")
        int maxAuthenticationFailures,

        @Default("200000")
        @Range(min = 1, max = 100_000_000)
        @Doc("Messages a second of one peer; who sends more is read more slowly")
        int maxMessageRate,

        @Default("1024") @Range(min = 1, max = 1_048_576) @Doc("Frames of one WebSocket message")
        int maxFragments,

        @Default("100") @Range(min = 1, max = 1_048_576) @Doc("Pings, pongs and closes a second of one peer")
        int maxControlRate,

        @Default("8388608")
        @Range(min = 65_536, max = 1_073_741_824)
        @Doc("Bytes that wait for a peer that does not read; with more it is disconnected")
        int maxQueuedBytes,

        @Default("10000")
        @Range(min = 100, max = 3_600_000)
        @Doc("Milliseconds within which a peer must read something of what waits for it")
        int stallTimeout,

        @Default("8192") @Range(min = 512, max = 1_048_576) @Doc("Bytes of all headers of an http request")
        int maxHeaderSize,

        @Default("1048576") @Range(min = 0, max = 1_073_741_824) @Doc("Bytes of the body of an http request")
        int maxBodySize,

        @Default("5000")
        @Range(min = 100, max = 3_600_000)
        @Doc("Milliseconds for TLS and upgrade, or for the handshake of RawSocket")
        int handshakeTimeout,

        @Default("10000") @Range(min = 100, max = 3_600_000) @Doc("Milliseconds until HELLO")
        int helloTimeout,

        @Default("10000")
        @Range(min = 100, max = 3_600_000)
        @Doc("Milliseconds from HELLO until the client has proved who it is")
        int authenticateTimeout) {

    /** Those of a transport that says nothing about them. */
    public static final TransportBounds DEFAULT =
            Blocks.read(TransportBounds.class, Map.of()).require();
}
