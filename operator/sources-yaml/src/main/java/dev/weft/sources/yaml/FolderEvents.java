package dev.weft.sources.yaml;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that something below some places changed; not what. Best effort: what it cannot watch it waits out in silence. Files are
 * heard through their folder, because editors replace them. Not thread-safe.
 */
final class FolderEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);
    private static final int MOST_FOLDERS = 2_000;

    private final List<Path> places;
    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    /** For folders of which only some entries are of interest: which. */
    private final Map<WatchKey, Set<String>> names = new HashMap<>();

    private FolderEvents(List<Path> places, Optional<WatchService> service) {
        this.places = places;
        this.service = service;
    }

    static FolderEvents of(List<Path> places) {
        FolderEvents events = new FolderEvents(places, open());
        events.register();
        return events;
    }

    /** Waits for a change, at most so many milliseconds; true: there was one. */
    boolean await(long millis) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(Math.max(millis, 0));
            return false;
        }
        WatchKey key = service.get().poll(Math.max(millis, 0), TimeUnit.MILLISECONDS);
        if (key == null) {
            return false;
        }
        boolean ours = false;
        boolean folders = false;
        for (; key != null; key = service.get().poll()) {
            WatchKey changed = key;
            List<WatchEvent<?>> events = changed.pollEvents().stream()
                    .filter(event -> isOurs(changed, event))
                    .toList();
            ours |= !events.isEmpty();
            folders |= events.stream().anyMatch(event -> event.kind() != ENTRY_MODIFY);
            if (!changed.reset()) {
                keys.values().remove(changed);
                names.remove(changed);
                ours = true;
                folders = true;
            }
        }
        if (folders) {
            register();
        }
        return ours;
    }

    /** Lost events ({@code OVERFLOW}) have no name: they may be ours. */
    private boolean isOurs(WatchKey key, WatchEvent<?> event) {
        Set<String> only = names.get(key);
        return only == null
                || event.context() == null
                || only.contains(event.context().toString());
    }

    @Override
    public void close() {
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                LOG.debug("closing the watch service", alreadyGone);
            }
        });
    }

    private void register() {
        for (Path place : places) {
            Path absolute = place.toAbsolutePath();
            // A folder may be replaced as well.
            addEntry(absolute);
            if (!Files.isDirectory(absolute)) {
                continue;
            }
            try {
                Files.walkFileTree(absolute.toRealPath(), new Folders());
            } catch (IOException vanished) {
                LOG.debug("{} changed while it was looked through", place, vanished);
            }
        }
    }

    private void addEntry(Path place) {
        Path folder = place.getParent();
        Path name = place.getFileName();
        if (folder == null || name == null) {
            return;
        }
        boolean known = keys.containsKey(folder);
        WatchKey key = watch(folder);
        if (key != null && (!known || names.containsKey(key))) {
            names.computeIfAbsent(key, any -> new HashSet<>()).add(name.toString());
        }
    }

    private void add(Path folder) {
        WatchKey key = watch(folder);
        if (key != null) {
            names.remove(key);
        }
    }

    private @Nullable WatchKey watch(Path folder) {
        WatchKey known = keys.get(folder);
        if (known != null || service.isEmpty() || keys.size() >= MOST_FOLDERS) {
            return known;
        }
        try {
            WatchKey key = folder.register(service.get(), ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            keys.put(folder, key);
            return key;
        } catch (IOException refused) {
            LOG.debug("{} is polled, not watched", folder, refused);
            return null;
        }
    }

    private static Optional<WatchService> open() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException refused) {
            LOG.debug("files are polled, not watched", refused);
            return Optional.empty();
        }
    }

    /** Adds each folder but those of version control, which change without the documents. */
    private final class Folders extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (String.valueOf(folder.getFileName()).equals(".git") || keys.size() >= MOST_FOLDERS) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
        }
    }
}
