package dev.millrace.ingest.source;

/**
 * How much of a source may be missing at once before that is taken for an accident: more than {@code share} of its known
 * documents and more than {@code count} of them.
 *
 * @param share between 0 and 1
 */
public record DeletionLimits(double share, int count) {

    boolean exceededBy(int missing, int known) {
        return missing > count && missing > share * known;
    }
}
