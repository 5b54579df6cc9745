package dev.weft.node.layout;

import dev.weft.node.NodeFailure;
import dev.weft.node.files.DurableFile;
import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.wamp.serializer.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The layout that the node has accepted, on the disk before it is acknowledged. Two layers: what calls changed is in the file; what
 * came from config.json is not, so that an edit of config.json counts at the next start. An object in the file wins over one with
 * the same id in config.json. Not safe for use by several threads.
 */
public final class LayoutStore {

    public static final String NAME = "layout.json";

    private static final long MOST_BYTES = 64 << 20;

    private final Path file;
    private Layout accepted;
    private Layout current;

    private LayoutStore(Path file, Layout accepted, Layout configured) {
        this.file = file;
        this.accepted = accepted;
        this.current = accepted.orElse(configured);
    }

    /**
     * Reads the folder's layout. A file that cannot be read is renamed, never removed, and the node begins with config.json alone.
     *
     * @param configured what config.json says
     */
    public static Opened open(Path folder, Layout configured, Clock clock) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return new Opened(new LayoutStore(file, Layout.empty(), configured), Optional.empty());
        }
        try {
            return new Opened(new LayoutStore(file, read(file), configured), Optional.empty());
        } catch (JsonText.Malformed | LayoutTree.Invalid damaged) {
            Path aside = keepAside(file, clock);
            String message = file + " cannot be used: " + damaged.getMessage() + "; it was kept as " + aside
                    + ". To use it again, mend it, stop the node, and rename it back";
            return new Opened(new LayoutStore(file, Layout.empty(), configured), Optional.of(message));
        }
    }

    /**
     * A store, and what went wrong on the way.
     *
     * @param problem a message for the log where the file was damaged
     */
    public record Opened(LayoutStore store, Optional<String> problem) {}

    /** Everything that should run now. */
    public Layout current() {
        return current;
    }

    /**
     * Records a change. When this returns it survives a crash. What is the case already is not written again.
     *
     * @throws java.io.UncheckedIOException where it cannot be written; then it is not recorded
     */
    public void apply(LayoutChange change) {
        Layout next = change.applyTo(current);
        boolean news = !next.equals(current);
        Layout kept = accepted;
        if (news) {
            kept = change.applyTo(withParents(accepted, change));
        } else if (accepted.find(change.worker()).isPresent()) {
            kept = change.applyTo(accepted);
        }
        if (!kept.equals(accepted)) {
            DurableFile.write(file, JsonText.pretty(LayoutTree.write(kept)), DurableFile.PRIVATE);
        }
        // Only now: where the write fails nothing is accepted, and the same change asked for again is written again.
        accepted = kept;
        current = next;
    }

    /** A change below a worker that only config.json knows: the file gets the worker and the object above the change, but nothing else. */
    private Layout withParents(Layout layout, LayoutChange change) {
        WorkerLayout known = current.workers().get(change.worker());
        if (known == null || change instanceof LayoutChange.WorkerStopped) {
            return layout;
        }
        WorkerLayout worker = layout.find(change.worker())
                .orElseGet(() -> WorkerLayout.of(known.id(), known.type(), known.options()));
        RealmLayout realm = known.realms().get(realmAbove(change));
        if (realm != null && !worker.realms().containsKey(realm.id())) {
            worker = worker.with(new RealmLayout(realm.id(), realm.config(), Map.of()));
        }
        TransportLayout transport = known.transports().get(transportAbove(change));
        if (transport != null && !worker.transports().containsKey(transport.id())) {
            worker = worker.with(new TransportLayout(transport.id(), transport.config(), Map.of()));
        }
        return layout.with(worker);
    }

    private static @Nullable String realmAbove(LayoutChange change) {
        if (change instanceof LayoutChange.RolePut put) {
            return put.realm();
        }
        return change instanceof LayoutChange.RoleRemoved removed ? removed.realm() : null;
    }

    private static @Nullable String transportAbove(LayoutChange change) {
        if (change instanceof LayoutChange.ServicePut put) {
            return put.transport();
        }
        return change instanceof LayoutChange.ServiceRemoved removed ? removed.transport() : null;
    }

    private static Layout read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NodeFailure(file + " has more than " + MOST_BYTES + " bytes; it is no layout of a node");
            }
            return LayoutTree.read(JsonText.read(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new NodeFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Path keepAside(Path file, Clock clock) {
        Path aside = file.resolveSibling(NAME + ".broken-" + clock.millis());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            return aside;
        } catch (IOException failure) {
            throw new NodeFailure("cannot rename " + file + " to " + aside + ": " + failure.getMessage(), failure);
        }
    }
}
