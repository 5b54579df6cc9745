package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a WebSocket listener or client. Times in milliseconds: 0 for off, else at least 1000. */
@Impact(RESTART_OBJECT)
public record WebSocketOptions(
        @Unordered @MaxItems(256) @Doc("Origins of pages that may connect; * stands for anything")
        List<String> allowedOrigins,

        @Default("true") @Doc("Accept pages without an origin, such as local files")
        boolean allowNullOrigin,

        @Range(min = 1, max = 65535) @Doc("Port that clients see") @Nullable
        Integer externalPort,

        @Nullable Boolean enableHybi10,
        @Nullable Boolean enableRfc6455,

        @Range(min = 0) @Doc("Milliseconds for TLS and upgrade; 0 for the bound of the router") @Nullable
        Integer openHandshakeTimeout,

        @Range(min = 0)
        @Doc("Milliseconds for the peer to close its end after the router has; 0 for the bound of the router")
        @Nullable
        Integer closeHandshakeTimeout,

        @Nullable Boolean enableWebstatus,
        @Default("true") boolean validateUtf8,
        @Default("false") boolean maskServerFrames,
        @Default("true") boolean requireMaskedClientFrames,
        @Default("true") boolean applyMask,

        @Range(min = 0, max = 67_108_864)
        @Doc("Largest frame in bytes; 0 for no bound but that of the message")
        @Nullable
        Integer maxFrameSize,

        @Range(min = 0, max = 67_108_864) @Doc("Largest message in bytes; 0 for the bound of the router") @Nullable
        Integer maxMessageSize,

        @Range(min = 0, max = 67_108_864) @Nullable Integer autoFragmentSize,
        @Nullable Boolean failByDrop,
        @Nullable Boolean echoCloseCodereason,
        @Default("true") boolean tcpNodelay,

        @Range(min = 0) @Doc("Milliseconds between pings of the server; 0 for none") @Nullable
        Integer autoPingInterval,

        @Range(min = 0) @Doc("Milliseconds to wait for a pong") @Nullable
        Integer autoPingTimeout,

        @Range(min = 4, max = 125) @Nullable Integer autoPingSize,
        @Nullable Boolean autoPingRestartOnAnyTraffic,
        @Nullable Boolean enableFlashPolicy,
        @Nullable String flashPolicy,
        @Nullable Compression compression,
        @Nullable Boolean requireWebsocketSubprotocol,
        @Nullable Boolean showServerVersion)
        implements Checked {

    /** Extensions that compress messages. */
    @Impact(RESTART_OBJECT)
    public record Compression(@Nullable Deflate deflate) {}

    /**
     * permessage-deflate (RFC 7692). With a level of memory below that of zlib, 8, no compressor is kept between messages: each
     * one is compressed by itself.
     */
    @Impact(RESTART_OBJECT)
    public record Deflate(
            @Nullable Boolean requestNoContextTakeover,
            @Range(min = 9, max = 15) @Nullable Integer requestMaxWindowBits,
            @Nullable Boolean noContextTakeover,
            @Range(min = 9, max = 15) @Nullable Integer maxWindowBits,
            @Range(min = 1, max = 9) @Nullable Integer memoryLevel) {}

    @Override
    public void check(Problems problems) {
        milliseconds(problems, "open_handshake_timeout", openHandshakeTimeout);
        milliseconds(problems, "close_handshake_timeout", closeHandshakeTimeout);
        milliseconds(problems, "auto_ping_interval", autoPingInterval);
        milliseconds(problems, "auto_ping_timeout", autoPingTimeout);
    }

    private static void milliseconds(Problems problems, String name, @Nullable Integer value) {
        if (value != null && value > 0 && value < 1000) {
            problems.at(name)
                    .add("expected 0 or at least 1000 milliseconds, got " + value, "Times are in milliseconds");
        }
    }
}
