package dev.millrace.standalone.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The documents that differ, until it is clear whether they only were on their way. No I/O here; not thread-safe.
 */
final class Suspects {

    private final TopicIds topics;
    private final Map<String, Suspect> open = new HashMap<>();
    private final List<Finding> confirmed = new ArrayList<>();
    private final Lag firstLag;
    private Lag lag;
    private long inFlight;

    /**
     * A document that differs.
     *
     * @param way the partitions that may hold up what would mend it
     * @param beingParsed whether the ledger waits for it to be parsed
     * @param changing whether it looked otherwise the time before
     */
    private record Suspect(Finding finding, Set<TopicPartition> way, boolean beingParsed, boolean changing) {}

    /**
     * @param lag as it was before the look
     */
    Suspects(TopicIds topics, Look look, Lag lag) {
        this.topics = topics;
        this.firstLag = lag;
        this.lag = lag;
        look.differing().forEach((id, finding) -> open.put(id, suspect(look, finding, false)));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Set<String> documentIds() {
        return Set.copyOf(open.keySet());
    }

    /**
     * Takes another look at all of them.
     *
     * @param now the lag before that look
     * @return whether the system has got on with any of them
     */
    boolean lookedAgain(Look look, Lag now) {
        boolean progress = false;
        for (String id : documentIds()) {
            Suspect before = open.remove(id);
            Finding found = look.differing().get(id);
            progress |= found == null || now.hasMovedSince(lag, way(look, id));
            if (before == null || found == null) {
                continue;
            }
            boolean same = found.equals(before.finding());
            Set<TopicPartition> way = way(look, id);
            boolean atRest = same && !look.isBeingParsed(id) && !lag.isBusy(way) && !now.isBusy(way);
            if (atRest && !look.isYoung(id)) {
                confirmed.add(found);
            } else {
                open.put(id, suspect(look, found, !same));
            }
        }
        lag = now;
        return progress;
    }

    /** What is still open is in flight where the system gets on with it, and else differs. */
    void giveUp(Duration patience) {
        open.forEach((id, suspect) -> {
            Set<TopicPartition> way = suspect.way();
            boolean moves = suspect.changing() || suspect.beingParsed() || lag.hasMovedSince(firstLag, way);
            if (!lag.isBusy(way) && !suspect.beingParsed() && !suspect.changing()) {
                confirmed.add(suspect.finding());
            } else if (moves) {
                inFlight++;
            } else {
                confirmed.add(
                        suspect.finding().with("it waits, and nothing has moved for " + patience.toSeconds() + " s"));
            }
        });
        open.clear();
    }

    List<Finding> confirmed() {
        return confirmed.stream()
                .sorted(Comparator.comparing(Finding::documentId))
                .toList();
    }

    long inFlight() {
        return inFlight;
    }

    private Suspect suspect(Look look, Finding finding, boolean changing) {
        String id = finding.documentId();
        return new Suspect(finding, way(look, id), look.isBeingParsed(id), changing);
    }

    /** What its watcher holds back waits for all others. */
    private Set<TopicPartition> way(Look look, String documentId) {
        return look.isUnread(documentId) ? topics.everyWay() : topics.wayOf(documentId);
    }
}
