package dev.millrace.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A passage in the final ranking.
 *
 * @param standings its place in each arm that found it; empty where OpenSearch fused
 */
record Ranked(String chunkId, String documentId, double score, Map<Arm, Standing> standings) {

    Ranked {
        standings = Map.copyOf(standings);
    }

    /** As one arm adds to it. */
    static Ranked of(Arm arm, Candidate candidate, int rank, double share) {
        Standing standing = new Standing(rank, candidate.score(), share);
        return new Ranked(candidate.chunkId(), candidate.documentId(), share, Map.of(arm, standing));
    }

    /** As OpenSearch or a single arm ranks it. */
    static List<Ranked> alone(List<Candidate> candidates) {
        return candidates.stream()
                .map(one -> new Ranked(one.chunkId(), one.documentId(), one.score(), Map.of()))
                .toList();
    }

    /** With what another arm adds. */
    Ranked plus(Ranked other) {
        Map<Arm, Standing> both = new EnumMap<>(Arm.class);
        both.putAll(standings);
        both.putAll(other.standings);
        return new Ranked(chunkId, documentId, score + other.score, both);
    }
}
