package dev.weft.fabric.testkit.bench;

import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishers that number what they publish and subscribers that check the numbers; callers of a shared procedure whose callees come and go;
 * sessions that join, subscribe, register, call and leave, some with GOODBYE and some without a word.
 */
final class SoakTraffic implements AutoCloseable {

    private static final int STREAMS = 4;
    private static final int IN_FLIGHT = 32;
    private static final int CALLERS = 4;
    private static final long VISIT_EVERY_MILLIS = 20;
    private static final String PROCEDURE = "com.soak.shared";

    private final WampClient client;
    private final ClientSettings settings;
    private final int port;
    private final EventLoopGroup rawLoop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(1);
    private final List<Stream> streams = new ArrayList<>();
    private final AtomicLong joined = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong called = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean running;

    /**
     * @param delivered acknowledged publications that a subscriber has seen, in their order
     * @param lost those that it has not seen, or not in order, once all is quiet
     * @param answered calls with a result
     * @param refused calls with an error, because there was no callee or it left
     * @param failures of what must not fail: a publication, a visit, a session that is to stay
     */
    record Counts(
            long joined,
            long cut,
            long acknowledged,
            long delivered,
            long lost,
            long answered,
            long refused,
            long unanswered,
            long failures) {

        /** Whether everything went on since then. */
        boolean isBeyond(Counts before) {
            return joined > before.joined
                    && cut > before.cut
                    && acknowledged > before.acknowledged
                    && delivered > before.delivered
                    && answered > before.answered;
        }
    }

    SoakTraffic(WampClient client, int port) {
        this.client = client;
        this.port = port;
        this.settings = ClientSettings.of("ws://127.0.0.1:" + port + "/ws", "realm1", Encoding.CBOR.serializer());
    }

    void start() {
        running = true;
        for (int i = 0; i < STREAMS; i++) {
            streams.add(new Stream(i));
        }
        callee(join());
        for (int i = 0; i < CALLERS; i++) {
            call(join());
        }
        clock.scheduleWithFixedDelay(this::visit, 0, VISIT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(this::visitAndVanish, 0, VISIT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the traffic and waits until everything that is on its way has come. */
    void stop() throws InterruptedException {
        running = false;
        clock.shutdown();
        long quiet = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < quiet && (counts().lost() > 0 || counts().unanswered() > 0)) {
            Thread.sleep(100);
        }
    }

    Counts counts() {
        long acknowledged =
                streams.stream().mapToLong(each -> each.acknowledged.get()).sum();
        long delivered =
                streams.stream().mapToLong(each -> each.delivered.get()).sum();
        long disordered =
                streams.stream().mapToLong(each -> each.disordered.get()).sum();
        long done = answered.get();
        long notDone = refused.get();
        return new Counts(
                joined.get(),
                cut.get(),
                acknowledged,
                delivered,
                Math.max(0, acknowledged - delivered) + disordered,
                done,
                notDone,
                called.get() - done - notDone,
                failures.get());
    }

    @Override
    public void close() {
        running = false;
        clock.shutdownNow();
        rawLoop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A session that is to stay. */
    private WampSession join() {
        WampSession session = client.connect(settings).toCompletableFuture().join();
        joined.incrementAndGet();
        session.closed().thenAccept(reason -> failed("a session that was to stay has ended: " + reason));
        return session;
    }

    private void failed(Object why) {
        if (running) {
            failures.incrementAndGet();
            System.err.println(why);
        }
    }

    private void callee(WampSession session) {
        session.register(
                        PROCEDURE,
                        Dict.of("invoke", "roundrobin"),
                        call -> CompletableFuture.completedFuture(call.payload()))
                .toCompletableFuture()
                .join();
    }

    private void call(WampSession caller) {
        if (!running) {
            return;
        }
        called.incrementAndGet();
        // Never again at once: a call on a session that has ended fails before it returns.
        caller.call(PROCEDURE, Payload.of(1))
                .whenComplete((result, failure) -> (failure == null ? answered : refused).incrementAndGet())
                .whenCompleteAsync((result, failure) -> call(caller))
                .exceptionally(failure -> null);
    }

    /** Joins, does a little of everything, and leaves. */
    private void visit() {
        String name = "com.soak.visitor" + random.nextInt(1_000);
        CompletableFuture<WampSession> joining = client.connect(settings).toCompletableFuture();
        joining.thenCompose(session -> {
                    joined.incrementAndGet();
                    return session.subscribe(name, Dict.of("match", "prefix"), (payload, details) -> {})
                            .thenCompose(subscribed -> session.register(
                                    PROCEDURE,
                                    Dict.of("invoke", "roundrobin"),
                                    call -> CompletableFuture.completedFuture(call.payload())))
                            .thenCompose(registered ->
                                    session.publish(name + ".x", Dict.of("acknowledge", true), Payload.of("x")))
                            .thenCompose(published -> session.call("com.soak.none", Payload.empty())
                                    .handle((result, failure) -> failure))
                            .thenCompose(refusal -> session.close());
                })
                .exceptionally(failure -> {
                    failed("a visit failed: " + failure);
                    return null;
                });
    }

    /** Joins, and is gone without a word, with events and calls on their way to it. */
    private void visitAndVanish() {
        try {
            new Connections(rawLoop, Protocol.USUAL).open(port, null, new Vanishing());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            // Else the clock would not come here again.
            failed("cannot connect: " + failure);
        }
    }

    /** One publisher, one subscriber, one topic. */
    private final class Stream {

        private final AtomicLong acknowledged = new AtomicLong();
        private final AtomicLong delivered = new AtomicLong();
        private final AtomicLong disordered = new AtomicLong();
        private final WampSession publisher = join();
        private final String topic;
        private long next;

        Stream(int number) {
            topic = "com.soak.stream" + number;
            join().subscribe(topic, Dict.empty(), (payload, details) -> onEvent(payload))
                    .toCompletableFuture()
                    .join();
            for (int i = 0; i < IN_FLIGHT; i++) {
                publish();
            }
        }

        /** First from the main thread, one after the other, then on the session's. */
        private synchronized void publish() {
            if (!running) {
                return;
            }
            publisher
                    .publish(topic, Dict.of("acknowledge", true), Payload.of(next++))
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            acknowledged.incrementAndGet();
                            publish();
                        } else {
                            failed("a publication failed: " + failure);
                        }
                    });
        }

        private void onEvent(Payload payload) {
            long number = ((Number) payload.arguments().get(0)).longValue();
            if (number != delivered.getAndIncrement()) {
                disordered.incrementAndGet();
            }
        }
    }

    /** Subscribes to a stream, offers the shared procedure, and goes when it is called. */
    private final class Vanishing implements Connections.Peer {

        private final Frames frames = Protocol.USUAL.encoding().frames();
        private @Nullable Channel channel;

        @Override
        public void onOpen(Channel open) {
            channel = open;
            ByteBuf out = open.alloc().buffer();
            frames.hello(out, "realm1");
            send(open, out);
        }

        @Override
        public void onMessage(ByteBuf message) {
            Channel open = channel;
            if (open == null) {
                return;
            }
            message.markReaderIndex();
            if (frames.type(message) == Frames.WELCOME) {
                joined.incrementAndGet();
                ByteBuf out = open.alloc().buffer();
                frames.request(out, Frames.SUBSCRIBE, 1, "com.soak.stream0");
                send(open, out);
                out = open.alloc().buffer();
                frames.register(out, 2, PROCEDURE);
                send(open, out);
            } else if (frames.type(message.resetReaderIndex()) == Frames.INVOCATION) {
                cut.incrementAndGet();
                open.close();
                channel = null;
            }
        }

        @Override
        public void onPause() {}

        private void send(Channel open, ByteBuf out) {
            new Connections(rawLoop, Protocol.USUAL).write(open, out);
            open.flush();
        }
    }
}
