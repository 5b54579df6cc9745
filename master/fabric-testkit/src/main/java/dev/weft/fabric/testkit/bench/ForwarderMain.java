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
 * The yardstick: a server that relays frames unparsed. A connection on side a of a group sends to all on side b of it and the other way
 * round, so a call costs the same four frames, and an event to n subscribers the same 1 + n, as in a router; one on side e hears itself,
 * as a publisher hears an acknowledgement. Prints its port; ends when its stdin does.
 */
public final class ForwarderMain {

    private final Map<String, Queue<Relay>> sides = new ConcurrentHashMap<>();

    private ForwarderMain() {}

    public static void main(String[] args) throws Exception {
        new ForwarderMain().run(Integer.parseInt(args[0]), Protocol.of(args[1], args[2]));
    }

    private void run(int threads, Protocol protocol) throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        protocol.wire() == Protocol.Wire.WEBSOCKET
                                                ? new WebSocketRelay(ForwarderMain.this::join)
                                                : new RawSocketRelay(ForwarderMain.this::join));
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

    private Relay.Seat join(char side, int group, Relay relay) {
        char opposite = side == 'a' ? 'b' : side == 'b' ? 'a' : side;
        Queue<Relay> own = side(side, group);
        own.add(relay);
        return new Relay.Seat(own, side(opposite, group));
    }

    private Queue<Relay> side(char side, int group) {
        return sides.computeIfAbsent(side + "/" + group, key -> new ConcurrentLinkedQueue<>());
    }
}
