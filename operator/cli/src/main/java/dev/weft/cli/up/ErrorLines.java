package dev.weft.cli.up;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Picks the errors out of what a child logs: who watches it is to see them, a few a minute, and the rest where the log is. */
final class ErrorLines {

    /** Time, level and class, as the processes of Weft log. */
    private static final Pattern ERROR = Pattern.compile("^\\S{1,32} ERROR \\S+ (.+)$");

    private static final int MOST = 10;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Path log;
    private final LongSupplier nanoTime;
    private final Consumer<String> told;
    private long began;
    private int inThisMinute;

    /**
     * @param log where the rest is
     * @param told gets each error without time and class
     */
    ErrorLines(Path log, LongSupplier nanoTime, Consumer<String> told) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.told = told;
        this.began = nanoTime.getAsLong();
    }

    void onLine(String line) {
        Matcher error = ERROR.matcher(line);
        if (!error.matches()) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - began >= MINUTE_NANOS) {
            began = now;
            inThisMinute = 0;
        }
        inThisMinute++;
        if (inThisMinute <= MOST) {
            told.accept(error.group(1));
        } else if (inThisMinute == MOST + 1) {
            told.accept("more errors within a minute: see " + log);
        }
    }
}
