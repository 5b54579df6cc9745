package dev.weft.node.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, each at most so long: the rest of a longer line is skipped, so that no output can fill the memory. */
final class LineReader {

    private final BufferedReader reader;
    private final int most;

    LineReader(InputStream stream, int most) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        this.most = most;
    }

    /** The next line, or null at the end of the stream. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < most && c != '\r') {
                line.append((char) c);
            }
            c = reader.read();
        }
        return line.toString();
    }
}
