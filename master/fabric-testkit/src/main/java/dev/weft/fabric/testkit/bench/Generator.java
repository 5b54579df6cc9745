package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Opens the sessions of one load on one event loop and keeps the window full. Counts on that loop only. */
final class Generator implements AutoCloseable {

    /**
     * What a generator before has left in the server's queues is not for the subscribers of the next, and its callees may not be gone
     * yet.
     */
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static final int MESSAGE_OVERHEAD = 64;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Session> senders = new ArrayList<>();
    private final List<Session> receivers = new ArrayList<>();
    private final CountDownLatch ready;
    private final Load load;
    private final boolean wamp;
    private final Connections connections;
    private final Frames frames;
    private final byte[] payload;
    private final Pace pace;
    private final int run = RUNS.incrementAndGet() % 256;
    private final String topic = "com.bench.topic" + run;
    private final String procedures = "com.bench.run" + run + ".p";
    private int turn;
    private volatile long counted;
    private volatile boolean running;

    /** Keeps the window full, as fast as the server answers. */
    Generator(int port, Load load, Protocol protocol, boolean wamp) throws Exception {
        this(port, load, protocol, wamp, Pace.NONE);
    }

    /** @param wamp false for the forwarder, where nobody joins or registers */
    Generator(int port, Load load, Protocol protocol, boolean wamp, Pace pace) throws Exception {
        this.load = load;
        this.wamp = wamp;
        this.pace = pace;
        this.connections = new Connections(loops, protocol);
        this.frames = protocol.encoding().frames();
        this.payload = frames.payload(load.payloadBytes());
        this.ready = new CountDownLatch(load.sessions());
        for (int i = 0; i < load.receivers(); i++) {
            receivers.add(connect(port, new Session(i, false)));
        }
        for (int i = 0; i < load.senders(); i++) {
            senders.add(connect(port, new Session(i, true)));
        }
        if (!ready.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the sessions of the load did not get ready");
        }
    }

    void start() {
        running = true;
        if (pace.isSet()) {
            loops.next().scheduleAtFixedRate(this::sendDue, 0, Pace.TICK_NANOS, TimeUnit.NANOSECONDS);
            return;
        }
        loops.next().execute(() -> {
            for (Session sender : senders) {
                for (int i = 0; i < load.window(); i++) {
                    sender.next();
                }
                sender.flush();
            }
        });
    }

    /** Results, events delivered or acknowledgements, since the start. */
    long count() {
        return counted;
    }

    @Override
    public void close() {
        running = false;
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Session connect(int port, Session session) throws Exception {
        connections.open(port, wamp ? null : session.place(), session);
        return session;
    }

    /** What was to be sent by now, by all senders in turn. */
    private void sendDue() {
        if (!running) {
            return;
        }
        if (pace.isLost()) {
            return;
        }
        for (long due = pace.due(); due > 0; due--) {
            senders.get(turn).next();
            turn = (turn + 1) % senders.size();
        }
        senders.forEach(Session::flush);
    }

    /** Whether the slowest subscriber has seen enough for one more publication. */
    private void refillPublishers() {
        long slowest = Long.MAX_VALUE;
        for (Session receiver : receivers) {
            slowest = Math.min(slowest, receiver.seen);
        }
        long published = 0;
        for (Session sender : senders) {
            published += sender.request;
        }
        long room = (long) load.window() * load.senders() - (published - slowest);
        for (int i = 0; room > 0; i = (i + 1) % senders.size(), room--) {
            senders.get(i).next();
        }
        senders.forEach(Session::flush);
    }

    /** One connection. */
    private final class Session implements Connections.Peer {

        private final int index;
        private final boolean sender;
        private @Nullable Channel channel;
        private long request;
        private long seen;

        Session(int index, boolean sender) {
            this.index = index;
            this.sender = sender;
        }

        Connections.Place place() {
            return switch (load.kind()) {
                case CALLS -> new Connections.Place(sender ? 'a' : 'b', index % load.receivers());
                case EVENTS -> new Connections.Place(sender ? 'a' : 'b', run);
                case ACKNOWLEDGED -> new Connections.Place('e', (run + index) % 256);
            };
        }

        @Override
        public void onOpen(Channel open) {
            channel = open;
            if (wamp) {
                ByteBuf out = open.alloc().buffer();
                frames.hello(out, "realm1");
                write(out);
                flush();
            } else {
                ready.countDown();
            }
        }

        @Override
        public void onMessage(ByteBuf in) {
            int type = frames.type(in);
            switch (type) {
                case Frames.WELCOME -> joined();
                case Frames.REGISTERED, Frames.SUBSCRIBED -> ready.countDown();
                case Frames.INVOCATION, Frames.CALL -> answer(frames.integer(in));
                case Frames.RESULT, Frames.YIELD, Frames.PUBLISHED -> answered();
                case Frames.PUBLISH -> {
                    if (load.kind() == Load.Kind.ACKNOWLEDGED) {
                        answered();
                    } else {
                        received();
                    }
                }
                case Frames.EVENT -> received();
                default ->
                    throw new IllegalStateException("unexpected message " + type + " in a benchmark session: "
                            + in.toString(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void onPause() {
            if (running && !pace.isSet() && load.kind() == Load.Kind.EVENTS && !sender) {
                refillPublishers();
            }
            flush();
        }

        private void joined() {
            if (sender) {
                ready.countDown();
                return;
            }
            ByteBuf out = channel().alloc().buffer();
            if (load.kind() == Load.Kind.CALLS) {
                frames.request(out, Frames.REGISTER, 1, procedure());
            } else {
                frames.request(out, Frames.SUBSCRIBE, 1, topic);
            }
            write(out);
            flush();
        }

        private void answer(long invocation) {
            ByteBuf out = channel().alloc().buffer(payload.length + MESSAGE_OVERHEAD);
            frames.yield(out, invocation, payload);
            write(out);
        }

        private void answered() {
            counted = counted + 1;
            seen++;
            pace.onSeen(index);
            if (running && !pace.isSet()) {
                next();
            }
        }

        private void received() {
            seen++;
            counted = counted + 1;
            if (index == 0) {
                pace.onSeen(0);
            }
        }

        void next() {
            ByteBuf out = channel().alloc().buffer(payload.length + MESSAGE_OVERHEAD);
            request++;
            pace.onSent(load.kind() == Load.Kind.EVENTS ? 0 : index);
            switch (load.kind()) {
                case CALLS -> frames.request(out, Frames.CALL, request, procedure(), payload, false);
                case EVENTS -> frames.request(out, Frames.PUBLISH, request, topic, payload, false);
                case ACKNOWLEDGED -> frames.request(out, Frames.PUBLISH, request, topic, payload, true);
            }
            write(out);
        }

        private String procedure() {
            return procedures + index % load.receivers();
        }

        private void write(ByteBuf out) {
            connections.write(channel(), out);
        }

        private Channel channel() {
            return Objects.requireNonNull(channel);
        }

        void flush() {
            channel().flush();
        }
    }
}
