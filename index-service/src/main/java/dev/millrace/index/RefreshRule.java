package dev.millrace.index;

import java.time.Duration;

/**
 * When what was written is made searchable: soon while changes come through quickly, so that one dropped file is found at
 * once; seldom while they have been underway for long or more is waiting, as every refresh costs a segment with a vector
 * graph of its own. A change waits for at most half as long again as it has been underway, and refreshes never take more
 * than a fifth of the time.
 *
 * @param apart least time between two refreshes
 * @param underLoad most time between two refreshes, and the time while more is waiting
 * @param maxPollRecords a batch of at least half as many means that more is waiting
 */
public record RefreshRule(Duration apart, Duration underLoad, int maxPollRecords) {

    private static final int REST = 4;
    private static final int SHARE_OF_AGE = 2;

    /**
     * How long after the end of a refresh the next one is due.
     *
     * @param batch number of records last written
     * @param age since the newest of the changes that are not searchable yet
     * @param lastTook how long the last refresh took
     */
    Duration gap(int batch, Duration age, Duration lastTook) {
        Duration wanted = moreIsWaiting(batch) ? underLoad : within(age.dividedBy(SHARE_OF_AGE));
        Duration rest = rest(lastTook);
        return wanted.compareTo(rest) > 0 ? wanted : rest;
    }

    /** How long there is none at least, after one that took so long. */
    static Duration rest(Duration lastTook) {
        return lastTook.multipliedBy(REST);
    }

    private Duration within(Duration wanted) {
        Duration atLeast = wanted.compareTo(apart) < 0 ? apart : wanted;
        return atLeast.compareTo(underLoad) > 0 ? underLoad : atLeast;
    }

    private boolean moreIsWaiting(int batch) {
        return batch * 2L >= maxPollRecords;
    }
}
