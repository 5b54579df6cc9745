package dev.weft.transport.server;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of one server, and how many there may be. */
final class ConnectionCount {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    ConnectionCount(int most) {
        this.most = most;
    }

    /** False: there are too many, and this one must be closed. */
    boolean add(Channel channel) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        channels.add(channel);
        channel.closeFuture().addListener(f -> open.decrementAndGet());
        return true;
    }

    int open() {
        return open.get();
    }

    ChannelGroup channels() {
        return channels;
    }
}
