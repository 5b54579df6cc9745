package dev.weft.fabric;

import java.net.URI;
import java.nio.file.Path;

/** A running master. */
public final class Master implements AutoCloseable {

    private final MasterSettings settings;
    private final URI url;

    private Master(MasterSettings settings, URI url) {
        this.settings = settings;
        this.url = url;
    }

    /**
     * Opens the database, starts every management realm that is in it, and listens. Blocks until the master is ready.
     *
     * @throws MasterFailure where the folder is in use or damaged, a key file cannot be read, or the port is taken
     */
    public static Master start(MasterSettings settings) {
        throw new MasterFailure("this build of the master cannot listen on port " + settings.port());
    }

    /** Where nodes and clients connect: {@code ws://host:port/ws}, with the port that was bound. */
    public URI url() {
        return url;
    }

    /** The folder that holds everything this master remembers. */
    public Path data() {
        return settings.data();
    }

    /** Says goodbye to all sessions, stops listening, closes the database. */
    @Override
    public void close() {}
}
