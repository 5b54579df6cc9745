package dev.weft.fabric.testkit.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The yardstick: a WebSocket server that relays binary frames unparsed. A connection to {@code /a/G} sends to all on {@code /b/G}
 * and the other way round, so a call costs the same four frames, and an event to n subscribers the same 1 + n, as in a router.
 * Prints its port; ends when its stdin does.
 */
public final class ForwarderMain {

    private final Map<String, Queue<Relay>> sides = new ConcurrentHashMap<>();

    private ForwarderMain() {}

    public static void main(String[] args) throws Exception {
        new ForwarderMain().run(Integer.parseInt(args[0]));
    }

    private void run(int threads) throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Relay(ForwarderMain.this::opposite));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Only the end of stdin matters.
        }
        System.exit(0);
    }

    /** Joins the side of this path, and returns the other one, where some may join later. */
    private Queue<Relay> opposite(String path, Relay relay) {
        String other = (path.startsWith("/a/") ? "/b/" : "/a/") + path.substring(3);
        sides.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).add(relay);
        return sides.computeIfAbsent(other, key -> new ConcurrentLinkedQueue<>());
    }
}
