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

    /** Levenshtein's distance, where two neighbours that changed places count once. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(rows[i][j - 1], rows[i - 1][j]) + 1, rows[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
            }
        }
        return rows[a.length()][b.length()];
    }
}
