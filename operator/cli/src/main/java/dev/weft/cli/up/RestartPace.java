package dev.weft.cli.up;

import java.time.Duration;

/** How soon a child that ended is started again: after a second, twice as long each time it ends soon again, half a minute at most. */
final class RestartPace {

    /** Who ran so long was well: what ends it then is something new. */
    private static final Duration WELL = Duration.ofMinutes(1);

    private static final int FIRST_SECONDS = 1;
    private static final int MOST_SECONDS = 30;
    /** After so many ends in a row starting it again is no help by itself. */
    private static final int PATIENCE = 5;

    private int inARow;

    /**
     * It ended, or could not be started.
     *
     * @param ran how long it was there
     * @return how long to wait
     */
    Duration ended(Duration ran) {
        inARow = ran.compareTo(WELL) >= 0 ? 1 : inARow + 1;
        long seconds = FIRST_SECONDS;
        for (int i = 1; i < inARow && seconds < MOST_SECONDS; i++) {
            seconds *= 2;
        }
        return Duration.ofSeconds(Math.min(seconds, MOST_SECONDS));
    }

    /** Whether somebody has to look after it. True once for each row of ends. */
    boolean isTimeToTell() {
        return inARow == PATIENCE;
    }

    int inARow() {
        return inARow;
    }
}
