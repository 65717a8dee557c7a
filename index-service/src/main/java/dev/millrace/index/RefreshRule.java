package dev.millrace.index;

import java.time.Duration;

/**
 * When what was written is made searchable: right away while the service keeps up, so that one dropped file is found at
 * once; seldom while more is waiting, as every refresh costs a segment with a vector graph of its own. Refreshes never
 * take more than a fifth of the time.
 *
 * @param apart time between two refreshes while the service keeps up
 * @param underLoad time between two refreshes while more is waiting
 * @param maxPollRecords a batch of at least half as many means that more is waiting
 */
public record RefreshRule(Duration apart, Duration underLoad, int maxPollRecords) {

    private static final int REST = 4;

    /**
     * @param batch number of records just written
     * @param sinceLast time since the last refresh ended
     * @param lastTook how long it took
     */
    boolean due(int batch, Duration sinceLast, Duration lastTook) {
        Duration gap = moreIsWaiting(batch) ? underLoad : apart;
        Duration rest = lastTook.multipliedBy(REST);
        return sinceLast.compareTo(gap) >= 0 && sinceLast.compareTo(rest) >= 0;
    }

    private boolean moreIsWaiting(int batch) {
        return batch * 2L >= maxPollRecords;
    }
}
