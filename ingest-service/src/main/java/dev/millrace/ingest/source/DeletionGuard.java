package dev.millrace.ingest.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides what may be taken for deleted. A source that suddenly misses more than {@link DeletionLimits} allow, at a
 * complete listing or bit by bit since the last one, may as well be unmounted, emptied by mistake or misconfigured: then
 * all that is missing is held back until somebody confirms, or it is there again.
 */
final class DeletionGuard {

    private final DeletionLimits limits;

    /** Missing at the last complete listing, and allowed to be deleted. */
    private final Set<String> allowed = new HashSet<>();

    private int deletedSinceListing;
    private int held;
    private long heldSinceMillis;
    private int confirmed;

    DeletionGuard(DeletionLimits limits) {
        this.limits = limits;
    }

    /**
     * A complete listing misses these of the known documents. Returns those that may be deleted: all or none.
     *
     * @param known how many documents are known, the missing ones included
     */
    Set<String> listed(int known, Set<String> missing, long nowMillis) {
        boolean exceeded = limits.exceededBy(missing.size() + deletedSinceListing, known + deletedSinceListing);
        boolean confirms = missing.size() <= confirmed;
        confirmed = 0;
        allowed.clear();
        if (exceeded && !confirms) {
            heldSinceMillis = held == 0 ? nowMillis : heldSinceMillis;
            held = missing.size();
            return Set.of();
        }
        held = 0;
        deletedSinceListing = 0;
        allowed.addAll(missing);
        return missing;
    }

    /** Whether documents found missing between two listings may be deleted; if not, only a listing can tell. */
    boolean allows(int known, Collection<String> missing) {
        int unlisted = Math.toIntExact(
                missing.stream().filter(id -> !allowed.contains(id)).count());
        int since = deletedSinceListing + unlisted;
        if (unlisted > 0 && (held > 0 || limits.exceededBy(since, known + deletedSinceListing))) {
            return false;
        }
        deletedSinceListing = since;
        missing.forEach(allowed::remove);
        return true;
    }

    /** Takes a confirmation for the next listing. False when it is not for what is held now. */
    boolean confirm(int missing, long saidAtMillis) {
        if (held == 0 || missing < held || saidAtMillis < heldSinceMillis) {
            return false;
        }
        confirmed = missing;
        return true;
    }

    int held() {
        return held;
    }
}
