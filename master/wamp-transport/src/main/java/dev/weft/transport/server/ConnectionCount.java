package dev.weft.transport.server;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.channel.FailureListener;
import dev.weft.transport.channel.Metering;
import dev.weft.transport.channel.Peers;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The open connections of one server, and how many there may be: in all, of an address, and of one that failed to authenticate. */
final class ConnectionCount {

    private final TransportLimits limits;
    private final FailureBuckets failures;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Object, Integer> ofAddress = new ConcurrentHashMap<>();
    private final TransportMeter meter;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    ConnectionCount(TransportLimits limits, TransportMeter meter) {
        this.limits = limits;
        this.meter = meter;
        this.failures = new FailureBuckets(limits.authenticationFailures());
    }

    /** False: there are too many, and this one must be closed. */
    boolean add(Channel channel) {
        Object address = address(channel);
        if (address != null && failures.isFull(address, System.nanoTime())) {
            return refuse(
                    channel,
                    TransportBound.AUTHENTICATION_FAILURES,
                    "its address has failed to authenticate too often");
        }
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            return refuse(
                    channel, TransportBound.CONNECTIONS, "there are " + limits.connections() + " connections already");
        }
        if (address != null && ofAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
            leave(address);
            return refuse(
                    channel,
                    TransportBound.CONNECTIONS_PER_ADDRESS,
                    "its address has " + limits.connectionsPerAddress() + " connections already");
        }
        channels.add(channel);
        meter.onAccepted();
        Metering.put(channel, meter);
        channel.closeFuture().addListener(f -> leave(address));
        if (address != null) {
            channel.attr(FailureListener.OF_CHANNEL).set(failed -> failures.add(address, System.nanoTime()));
        }
        return true;
    }

    /** Null for a Unix domain socket: whoever may open it has been let in by its permissions. */
    private static @Nullable Object address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    private void leave(@Nullable Object address) {
        open.decrementAndGet();
        if (address != null) {
            ofAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean refuse(Channel channel, TransportBound bound, String why) {
        meter.onReached(bound, Peers.text(channel), "turned away: " + why);
        return false;
    }

    TransportMeter meter() {
        return meter;
    }

    int open() {
        return open.get();
    }

    ChannelGroup channels() {
        return channels;
    }
}
