package dev.weft.node.worker;

import dev.weft.node.channel.WorkerPlace;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.serializer.Serializers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of a worker's process. It learns from its standard input who it is, joins the controller's realm, and serves until
 * that channel or its standard input ends.
 */
public final class WorkerMain {

    /** Exit code when the controller is gone, or took the channel away. */
    static final int CONTROLLER_LOST = 3;

    /** Exit code when the worker could not begin. */
    static final int CANNOT_BEGIN = 4;

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);
    private static final int MOST_LOOPS = 4;
    private static final long SECONDS_TO_CLOSE = 3;

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = stdin.readLine();
        if (line == null) {
            System.err.println("a worker is started by a node's controller only");
            Runtime.getRuntime().halt(CANNOT_BEGIN);
            return;
        }
        WorkerPlace place = WorkerPlace.ofLine(line);
        Thread watch = new Thread(() -> awaitEnd(stdin), "weft-controller-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            serve(place);
        } catch (ExecutionException failure) {
            LOG.error("worker {} cannot begin: {}", place.id(), String.valueOf(failure.getCause()));
            Runtime.getRuntime().halt(CANNOT_BEGIN);
        }
    }

    private static void serve(WorkerPlace place) throws InterruptedException, ExecutionException {
        Loops loops = Loops.create(Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors()));
        ExecutorService blocking = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "weft-files");
            thread.setDaemon(true);
            return thread;
        });
        WampSession session = new WampClient(loops)
                .connect(settings(place))
                .toCompletableFuture()
                .get();
        RouterWorker worker = new RouterWorker(place, session, loops, blocking);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayGoodbye(place, worker), "weft-shutdown"));
        worker.serve().toCompletableFuture().get();
        LOG.info("worker {} is ready", place.id());
        // What starting needed is not needed again: the heap shrinks once, before there is anybody to wait.
        System.gc();
        String reason = session.closed().toCompletableFuture().get();
        LOG.warn("worker {} ends: the channel to its controller is gone ({})", place.id(), reason);
        Runtime.getRuntime().halt(CONTROLLER_LOST);
    }

    private static ClientSettings settings(WorkerPlace place) {
        return ClientSettings.of("unix:" + place.socket(), WorkerPlace.REALM, Serializers.cbor())
                .withAuthenticators(List.of(new TicketClientAuthenticator(place.id(), place.token())))
                .withKeepalive(Keepalive.none());
    }

    /** Clients get a GOODBYE instead of a broken connection; this is best effort with a limit. */
    private static void sayGoodbye(WorkerPlace place, RouterWorker worker) {
        LOG.info("worker {} ends, as it was asked to", place.id());
        try {
            worker.close().toCompletableFuture().get(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException hurried) {
            LOG.warn("worker {}: not all sessions got a GOODBYE in {} s", place.id(), SECONDS_TO_CLOSE);
        }
    }

    private static void awaitEnd(BufferedReader stdin) {
        try {
            int read = 0;
            while (read >= 0) {
                read = stdin.read();
            }
        } catch (IOException gone) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(CONTROLLER_LOST);
    }
}
