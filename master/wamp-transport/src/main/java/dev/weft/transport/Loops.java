package dev.weft.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The event loops of the process: made once, closed last. Native epoll where it loads, else the JDK's selector. */
public final class Loops implements AutoCloseable {

    /** Not zero: then Netty 4.2 may end a loop between two looks at its state, with the channels still open. */
    private static final long QUIET_MILLIS = 10;

    private static final long CLOSE_MILLIS = 5000;

    private final boolean epoll;
    private final EventLoopGroup group;
    private final ExecutorService names;

    private Loops(boolean epoll, int threads) {
        this.epoll = epoll;
        DefaultThreadFactory factory = new DefaultThreadFactory("weft-loop", true);
        this.names = Executors.newCachedThreadPool(new DefaultThreadFactory("weft-names", true));
        this.group = new MultiThreadIoEventLoopGroup(
                threads, factory, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** @param threads number of event loops, at least 1; more than cores is of no use */
    public static Loops create(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of event loops is " + threads + "; it must be at least 1");
        }
        return new Loops(Epoll.isAvailable(), threads);
    }

    /** As {@link #create(int)} with the JDK's selector, also where epoll would load. */
    public static Loops portable(int threads) {
        return new Loops(false, threads);
    }

    /**
     * One event loop, the next in turn: runs what it is given one after the other, in order, on one thread. This is what a realm
     * runs on. Tasks must not block.
     */
    public Executor serialExecutor() {
        return group.next();
    }

    /** One event loop, the next in turn, as {@link #serialExecutor()}, for tasks with a delay. */
    public ScheduledExecutorService timer() {
        return group.next();
    }

    /** Stops all loops and, with them, all connections on them. Completes when the threads have ended. */
    public CompletionStage<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        names.shutdown();
        group.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .addListener(f -> done.complete(null));
        return done;
    }

    /** As {@link #shutdown()}, and waits. Not to be called on a loop. */
    @Override
    public void close() {
        shutdown().toCompletableFuture().join();
    }

    /** For this module only: where host names are looked up, which blocks. */
    public Executor names() {
        return names;
    }

    /** For this module only. */
    public EventLoopGroup group() {
        return group;
    }

    /** For this module only: true where channels must be of the epoll kind. */
    public boolean epoll() {
        return epoll;
    }
}
