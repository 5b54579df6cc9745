package dev.weft.cli.fleet;

import dev.weft.sources.yaml.FleetDocuments;
import dev.weft.sources.yaml.Limits;
import dev.weft.sources.yaml.SourceWatch;
import dev.weft.sources.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Documents of files: read each time anew, standard input as it was the first time. */
public final class FileSource implements FleetSource {

    private final List<String> locations;
    private final InputStream stream;
    private final Use use;
    private String known = "";
    private byte[] kept = {};
    private boolean isKept;

    /** What becomes of the documents. */
    public enum Use {
        ONCE,
        /** They are followed, so what was read is remembered. */
        FOLLOWED
    }

    public FileSource(List<String> locations, InputStream stream, Use use) {
        this.locations = List.copyOf(locations);
        this.stream = stream;
        this.use = use;
    }

    @Override
    public synchronized FleetDocuments load() {
        if (use == Use.FOLLOWED && known.isEmpty()) {
            known = digest();
        }
        if (!isKept && locations.contains(YamlSource.STREAM)) {
            try {
                kept = stream.readNBytes(Limits.DEFAULT.fileBytes() + 1);
                isKept = true;
            } catch (IOException broken) {
                return FleetDocuments.load(locations, stream);
            }
        }
        return FleetDocuments.load(locations, new ByteArrayInputStream(kept));
    }

    @Override
    public Following follow(Listener listener) {
        SourceWatch<FleetDocuments> watch = SourceWatch.start(
                new SourceWatch.Followed<>(places(), this::digest, this::load), known, listener::onDocuments);
        return watch::close;
    }

    /** Of all files: the same as long as {@link #load} would say the same. */
    private String digest() {
        return YamlSource.withStream(InputStream.nullInputStream()).digest(locations);
    }

    /** Files and folders; without standard input. */
    private List<Path> places() {
        return locations.stream()
                .filter(location -> !location.equals(YamlSource.STREAM))
                .map(Path::of)
                .toList();
    }
}
