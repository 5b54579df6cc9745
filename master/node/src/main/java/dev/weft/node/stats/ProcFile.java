package dev.weft.node.stats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reading of files in {@code /proc}. What cannot be read is empty: counters are told, not demanded. */
final class ProcFile {

    private ProcFile() {}

    static List<String> lines(String path) {
        try {
            // ISO-8859-1: process names may hold any bytes.
            return Files.readAllLines(Path.of(path), StandardCharsets.ISO_8859_1);
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Lines of the form {@code Name:  123 kB}, without units. */
    static Map<String, Long> numbers(String path) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String line : lines(path)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String[] words = line.substring(colon + 1).strip().split("\\s+");
                parse(words[0]).ifPresent(n -> numbers.put(line.substring(0, colon), n));
            }
        }
        return numbers;
    }

    static long[] longs(String text) {
        String[] words = text.strip().split("\\s+");
        long[] longs = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            longs[i] = parse(words[i]).orElse(0);
        }
        return longs;
    }

    private static OptionalLong parse(String word) {
        try {
            return OptionalLong.of(Long.parseLong(word));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }
}
