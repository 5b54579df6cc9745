package dev.weft.transport.server;

import dev.weft.transport.Quiet;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.FailureListener;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections of one server, and how many there may be: in all, of an address, and of one that failed to authenticate. */
final class ConnectionCount {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCount.class);

    private final TransportLimits limits;
    private final FailureBuckets failures;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Object, Integer> ofAddress = new ConcurrentHashMap<>();
    private final Quiet quiet = new Quiet();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    ConnectionCount(TransportLimits limits) {
        this.limits = limits;
        this.failures = new FailureBuckets(limits.authenticationFailures());
    }

    /** False: there are too many, and this one must be closed. */
    boolean add(Channel channel) {
        Object address = address(channel);
        if (address != null && failures.isFull(address, System.nanoTime())) {
            return refuse(channel, "its address has failed to authenticate too often");
        }
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            return refuse(channel, "there are " + limits.connections() + " connections already");
        }
        if (address != null && ofAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
            leave(address);
            return refuse(channel, "its address has " + limits.connectionsPerAddress() + " connections already");
        }
        channels.add(channel);
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

    private boolean refuse(Channel channel, String why) {
        if (quiet.mayLog()) {
            LOG.warn("{}: turned away, and others may be: {}", Peers.text(channel), why);
        }
        return false;
    }

    int open() {
        return open.get();
    }

    ChannelGroup channels() {
        return channels;
    }
}
