package dev.weft.fabric;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running master. */
public final class Master implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Master.class);

    private final MasterSettings settings;
    private final URI url;
    private final Deque<Closing> closings;

    Master(MasterSettings settings, URI url, Deque<Closing> closings) {
        this.settings = settings;
        this.url = url;
        this.closings = closings;
    }

    /** One step of the end. */
    @FunctionalInterface
    interface Closing {
        void close() throws Exception;
    }

    /**
     * Opens the database, starts every management realm that is in it, and listens. Blocks until the master is ready.
     *
     * @throws MasterFailure where the folder is in use or damaged, a key file cannot be read, or the port is taken
     */
    public static Master start(MasterSettings settings) {
        return Assembly.start(settings);
    }

    /** Where nodes and clients connect: {@code ws://host:port/ws}, with the port that was bound. */
    public URI url() {
        return url;
    }

    /** The folder that holds everything this master remembers. */
    public Path data() {
        return settings.data();
    }

    /** Says goodbye to all sessions, stops listening, closes the database. Does nothing the second time. */
    @Override
    public void close() {
        closeAll(closings);
    }

    /** Closes what was opened, last first, whatever fails on the way. */
    static void closeAll(Deque<Closing> closings) {
        Deque<Closing> rest;
        synchronized (closings) {
            rest = new ArrayDeque<>(closings);
            closings.clear();
        }
        for (Closing closing : rest) {
            try {
                closing.close();
            } catch (Exception failure) {
                LOG.warn("closing the master", failure);
            }
        }
    }
}
