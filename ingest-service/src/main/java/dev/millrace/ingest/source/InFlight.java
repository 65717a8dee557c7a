package dev.millrace.ingest.source;

/**
 * How many documents may be published beside those that are underway: together about as many as the services do within two
 * seconds, as seen lately, and always so many that they don't run dry. Where documents leave nothing to be embedded, what the
 * services do is seen sooner. No I/O here; not thread-safe.
 */
final class InFlight {

    static final int LEAST_DOCUMENTS = 32;
    /** More than embed-service takes at once. Ends of transactions count too, one for each document. */
    static final int LEAST_PASSAGES = 160;

    private static final long SPAN_MILLIS = 2_000;
    /** Whatever the look says: what is underway may stand still for reasons that holding back does not mend. */
    private static final long TRICKLE_MILLIS = 1_000;

    /** What a few quick documents tell of others is not believed all at once. */
    private static final int MOST_GROWTH = 4;

    private static final int TELLING_DOCUMENTS = 16;

    private static final double USUAL_PASSAGES = 4;
    private static final double FEWEST_PASSAGES = 0.1;

    private long documentsAllowed = LEAST_DOCUMENTS;
    private long passagesAllowed = LEAST_PASSAGES;
    private double passagesOfADocument = USUAL_PASSAGES;
    private Look base;
    private long baseMillis;
    private long lastRoomMillis;

    /**
     * How far the services are. What is made and done is counted from whenever on.
     *
     * @param documentsWaiting to be read
     * @param passagesWaiting to be embedded or indexed
     */
    record Look(
            long documentsDone, long documentsWaiting, long passagesMade, long passagesDone, long passagesWaiting) {}

    InFlight(Look first, long nowMillis) {
        this.base = first;
        this.baseMillis = nowMillis;
    }

    /** How many documents more may be underway. */
    int room(Look now, long nowMillis) {
        if (nowMillis - baseMillis >= SPAN_MILLIS) {
            learn(now, nowMillis, Integer.MAX_VALUE);
        } else if (isQuick(now)) {
            learn(now, nowMillis, MOST_GROWTH);
        }
        double passages = passagesAllowed - now.passagesWaiting() - now.documentsWaiting() * passagesOfADocument;
        long room =
                Math.min(documentsAllowed - now.documentsWaiting(), (long) Math.ceil(passages / passagesOfADocument));
        if (room <= 0 && nowMillis - lastRoomMillis < TRICKLE_MILLIS) {
            return 0;
        }
        lastRoomMillis = nowMillis;
        return Math.toIntExact(Math.max(1, room));
    }

    private boolean isQuick(Look now) {
        return now.passagesWaiting() == 0 && now.documentsDone() - base.documentsDone() >= TELLING_DOCUMENTS;
    }

    private void learn(Look now, long nowMillis, int growth) {
        long passed = Math.max(1, nowMillis - baseMillis);
        long documents = now.documentsDone() - base.documentsDone();
        long passages = now.passagesDone() - base.passagesDone();
        documentsAllowed = Math.clamp(documents * SPAN_MILLIS / passed, LEAST_DOCUMENTS, documentsAllowed * growth);
        passagesAllowed = Math.clamp(passages * SPAN_MILLIS / passed, LEAST_PASSAGES, passagesAllowed * growth);
        if (documents > 0) {
            double made = now.passagesMade() - base.passagesMade();
            passagesOfADocument = Math.max(FEWEST_PASSAGES, made / documents);
        }
        base = now;
        baseMillis = nowMillis;
    }
}
