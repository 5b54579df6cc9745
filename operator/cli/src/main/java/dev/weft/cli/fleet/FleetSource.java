package dev.weft.cli.fleet;

import dev.weft.sources.yaml.Limits;
import dev.weft.sources.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Documents that can be read again: files each time anew, standard input as it was the first time. */
public final class FleetSource {

    private final List<String> locations;
    private final InputStream stream;
    private byte[] kept = {};
    private boolean isKept;

    public FleetSource(List<String> locations, InputStream stream) {
        this.locations = List.copyOf(locations);
        this.stream = stream;
    }

    /** Reads and checks everything. */
    public synchronized FleetDocuments load() {
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

    /** Of all files: the same as long as {@link #load} would say the same. */
    public String digest() {
        return YamlSource.withStream(InputStream.nullInputStream()).digest(locations);
    }

    /** Files and folders; without standard input. */
    public List<Path> places() {
        return locations.stream()
                .filter(location -> !location.equals(YamlSource.STREAM))
                .map(Path::of)
                .toList();
    }
}
