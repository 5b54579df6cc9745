package dev.weft.config.schema;

import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The known name closest to the given one, if any is close enough to be a slip of the pen. */
    public static Optional<String> nearest(String given, Iterable<String> known) {
        String wanted = plain(given);
        int best = Math.max(1, wanted.length() / 3) + 1;
        String found = null;
        for (String candidate : known) {
            int d = distance(wanted, plain(candidate));
            if (d < best) {
                best = d;
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String plain(String s) {
        String cut = s.length() > 64 ? s.substring(0, 64) : s;
        return cut.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
            }
            last = row;
        }
        return last[b.length()];
    }
}
