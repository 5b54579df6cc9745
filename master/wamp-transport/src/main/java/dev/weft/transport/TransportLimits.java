package dev.weft.transport;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a connection may cost. Every bound has a default and none can be switched off.
 *
 * @param frameBytes largest WebSocket frame that is accepted
 * @param messageBytes largest message that is accepted, over all its fragments; RawSocket rounds it down to a power of two
 * @param fragments largest number of frames of one WebSocket message
 * @param controlFramesPerSecond pings, pongs and closes of one peer
 * @param headerBytes all headers of one http request
 * @param bodyBytes body of one http request
 * @param outboundBytes bytes queued for a peer that does not read; above it a server closes the connection, and a client takes
 *     nothing more to send
 * @param outboundStall how long queued bytes may wait without any progress before the connection is closed
 * @param handshakeTimeout for TLS and http upgrade together, and for the RawSocket handshake
 * @param closeTimeout how long a peer may take to close its end after we closed ours
 * @param connections open connections of one listening server
 * @param connectionsPerAddress of these, from one IP address
 * @param messagesPerSecond of one peer, over some seconds; who sends more is read more slowly
 * @param authenticationFailures of one IP address at once, and one more each second; further connections are turned away
 */
public record TransportLimits(
        int frameBytes,
        int messageBytes,
        int fragments,
        int controlFramesPerSecond,
        int headerBytes,
        int bodyBytes,
        long outboundBytes,
        Duration outboundStall,
        Duration handshakeTimeout,
        Duration closeTimeout,
        int connections,
        int connectionsPerAddress,
        int messagesPerSecond,
        int authenticationFailures) {

    private static final TransportLimits DEFAULTS = new TransportLimits(
            1 << 20,
            1 << 20,
            1024,
            100,
            8 << 10,
            1 << 20,
            8L << 20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            100_000,
            10_000,
            200_000,
            100);

    /** RawSocket lengths have 24 bits. */
    private static final int MOST_MESSAGE_BYTES = 1 << 24;

    public TransportLimits {
        between("frameBytes", frameBytes, 125, MOST_MESSAGE_BYTES);
        between("messageBytes", messageBytes, 512, MOST_MESSAGE_BYTES);
        between("fragments", fragments, 1, 1 << 20);
        between("controlFramesPerSecond", controlFramesPerSecond, 1, 1 << 20);
        between("headerBytes", headerBytes, 512, 1 << 20);
        between("bodyBytes", bodyBytes, 0, 1 << 30);
        between("outboundBytes", outboundBytes, 1 << 16, 1L << 40);
        between("outboundStall (ms)", outboundStall.toMillis(), 1, 86_400_000);
        between("handshakeTimeout (ms)", handshakeTimeout.toMillis(), 1, 3_600_000);
        between("closeTimeout (ms)", closeTimeout.toMillis(), 1, 3_600_000);
        between("connections", connections, 1, 1 << 30);
        between("connectionsPerAddress", connectionsPerAddress, 1, 1 << 30);
        between("messagesPerSecond", messagesPerSecond, 1, 1 << 30);
        between("authenticationFailures", authenticationFailures, 1, 1 << 20);
    }

    public static TransportLimits defaults() {
        return DEFAULTS;
    }

    /** These limits with another bound for frames and messages. */
    public TransportLimits withMessageBytes(int frame, int message) {
        return changed(c -> {
            c.frameBytes = frame;
            c.messageBytes = message;
        });
    }

    /** These limits with other bounds for peers that do not read. */
    public TransportLimits withOutbound(long bytes, Duration stall) {
        return changed(c -> {
            c.outboundBytes = bytes;
            c.outboundStall = stall;
        });
    }

    /** These limits with another number of connections. */
    public TransportLimits withConnections(int most) {
        return changed(c -> c.connections = most);
    }

    /** These limits with another time for the handshake. */
    public TransportLimits withHandshakeTimeout(Duration timeout) {
        return changed(c -> c.handshakeTimeout = timeout);
    }

    /** These limits with another time for the end of a connection. */
    public TransportLimits withCloseTimeout(Duration timeout) {
        return changed(c -> c.closeTimeout = timeout);
    }

    /** These limits with other bounds for one IP address. */
    public TransportLimits withPerAddress(int mostConnections, int mostFailures) {
        return changed(c -> {
            c.connectionsPerAddress = mostConnections;
            c.authenticationFailures = mostFailures;
        });
    }

    /** These limits with another rate of messages. */
    public TransportLimits withMessagesPerSecond(int messages) {
        return changed(c -> c.messagesPerSecond = messages);
    }

    /** These limits with other bounds for frames besides their size. */
    public TransportLimits withFrames(int mostFragments, int controlPerSecond) {
        return changed(c -> {
            c.fragments = mostFragments;
            c.controlFramesPerSecond = controlPerSecond;
        });
    }

    /** These limits with other bounds for http requests. */
    public TransportLimits withRequests(int header, int body) {
        return changed(c -> {
            c.headerBytes = header;
            c.bodyBytes = body;
        });
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it must be between " + least + " and " + most);
        }
    }

    private TransportLimits changed(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return changes.limits();
    }

    /** Open for changes, so that each names only what it changes. */
    private static final class Changes {
        private int frameBytes;
        private int messageBytes;
        private int fragments;
        private int controlFramesPerSecond;
        private int headerBytes;
        private int bodyBytes;
        private long outboundBytes;
        private Duration outboundStall;
        private Duration handshakeTimeout;
        private Duration closeTimeout;
        private int connections;
        private int connectionsPerAddress;
        private int messagesPerSecond;
        private int authenticationFailures;

        Changes(TransportLimits from) {
            frameBytes = from.frameBytes;
            messageBytes = from.messageBytes;
            fragments = from.fragments;
            controlFramesPerSecond = from.controlFramesPerSecond;
            headerBytes = from.headerBytes;
            bodyBytes = from.bodyBytes;
            outboundBytes = from.outboundBytes;
            outboundStall = from.outboundStall;
            handshakeTimeout = from.handshakeTimeout;
            closeTimeout = from.closeTimeout;
            connections = from.connections;
            connectionsPerAddress = from.connectionsPerAddress;
            messagesPerSecond = from.messagesPerSecond;
            authenticationFailures = from.authenticationFailures;
        }

        TransportLimits limits() {
            return new TransportLimits(
                    frameBytes,
                    messageBytes,
                    fragments,
                    controlFramesPerSecond,
                    headerBytes,
                    bodyBytes,
                    outboundBytes,
                    outboundStall,
                    handshakeTimeout,
                    closeTimeout,
                    connections,
                    connectionsPerAddress,
                    messagesPerSecond,
                    authenticationFailures);
        }
    }
}
