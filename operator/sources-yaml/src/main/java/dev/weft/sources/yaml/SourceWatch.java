package dev.weft.sources.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows files: reads them again whenever their content has changed and come to rest. The system's events only say when to look;
 * where they do not arrive (network file systems, too many folders) a slow poll finds the change.
 *
 * @param <T> what is read
 */
public final class SourceWatch<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final Followed<T> followed;
    private final Consumer<T> listener;
    private final FolderEvents events;
    private final Settling settling;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * What is followed.
     *
     * @param places files and folders, with all that is below; those that do not exist are waited for
     * @param digest of the whole content; the same for the same content
     * @param read gets what the content means; an exception is logged, and it is tried again
     */
    public record Followed<T>(List<Path> places, Supplier<String> digest, Supplier<T> read) {

        public Followed {
            places = List.copyOf(places);
        }
    }

    private SourceWatch(Followed<T> followed, Settling settling, Consumer<T> listener) {
        this.followed = followed;
        this.settling = settling;
        this.listener = listener;
        this.events = FolderEvents.of(followed.places());
        this.thread = new Thread(this::run, "weft-source-watch");
        this.thread.setDaemon(true);
    }

    /**
     * Follows from now on.
     *
     * @param known digest of the content that the caller has; where it has changed since, that is told
     * @param listener called on the watch's own thread with each content after it
     */
    public static <T> SourceWatch<T> start(Followed<T> followed, String known, Consumer<T> listener) {
        SourceWatch<T> watch = new SourceWatch<>(followed, new Settling(Settling.Pace.DEFAULT, known, now()), listener);
        watch.settling.onHint(now());
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed) {
                if (events.await(settling.lookAt() - now())) {
                    settling.onHint(now());
                }
                if (!closed && settling.lookAt() <= now()) {
                    look();
                }
            }
        } catch (InterruptedException ended) {
            // Closed.
        } finally {
            events.close();
        }
    }

    private void look() {
        try {
            if (settling.onLook(followed.digest().get(), now())) {
                T value = followed.read().get();
                if (settling.onRead(followed.digest().get(), now())) {
                    listener.accept(value);
                }
            }
        } catch (RuntimeException broken) {
            LOG.error("what changed could not be read; it is tried again", broken);
            settling.onBroken(now());
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** No call of the listener begins after this. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
