package dev.weft.node.files;

import dev.weft.node.NodeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Crossbar.io's format of key and activation files: a title, an empty line, then {@code tag: value} lines. */
public final class TaggedFile {

    private static final long MOST_BYTES = 64 << 10;

    private TaggedFile() {}

    /**
     * The tags in the order of the file.
     *
     * @param allowed a tag that is not in it, or twice in the file, makes the file invalid
     * @throws NodeFailure naming file and line; never a value, since that may be a secret
     */
    public static Map<String, String> read(Path file, Set<String> allowed) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            String tag = colon < 0 ? "" : line.substring(0, colon).strip();
            String place = file + ", line " + (i + 1) + ": ";
            if (colon < 0) {
                throw new NodeFailure(place + "expected 'tag: value'");
            }
            if (!allowed.contains(tag)) {
                throw new NodeFailure(place + "unknown tag '" + tag + "'; allowed are " + String.join(", ", allowed));
            }
            if (tags.put(tag, line.substring(colon + 1).strip()) != null) {
                throw new NodeFailure(place + "tag '" + tag + "' is there twice; remove one");
            }
        }
        return tags;
    }

    public static void write(Path file, String title, Map<String, String> tags, Set<PosixFilePermission> permissions) {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        tags.forEach((tag, value) -> text.append(tag).append(": ").append(value).append('\n'));
        DurableFile.write(file, text.toString(), permissions);
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new NodeFailure(
                        file + " has more than " + MOST_BYTES + " bytes; it is no key or activation file");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new NodeFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
