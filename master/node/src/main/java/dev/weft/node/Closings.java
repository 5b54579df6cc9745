package dev.weft.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed at the end, also where the beginning fails half way. Safe for use by several threads. */
final class Closings {

    private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

    private final Deque<Closing> closings = new ArrayDeque<>();
    private boolean ended;

    /** One step of the end. */
    @FunctionalInterface
    interface Closing {
        void close() throws Exception;
    }

    /** What comes after the end is closed at once: a node may be asked to end before it has wholly begun. */
    synchronized void add(Closing closing) {
        closings.push(closing);
        if (ended) {
            closeAll();
        }
    }

    /** Last first, whatever fails on the way. Does nothing the second time; who comes meanwhile waits. */
    synchronized void closeAll() {
        ended = true;
        while (!closings.isEmpty()) {
            Closing next = closings.pop();
            try {
                next.close();
            } catch (Exception failure) {
                LOG.warn("closing the node", failure);
            }
        }
    }
}
