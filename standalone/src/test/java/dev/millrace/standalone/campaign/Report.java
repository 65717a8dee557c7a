package dev.millrace.standalone.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.standalone.campaign.Difference.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a campaign went.
 *
 * @param operations how many of each kind
 * @param faults how many of each kind
 * @param restarts processes that were started again, for whatever reason
 * @param halts of these, because a failpoint was reached
 * @param crashes of these, because the process ended without being told to
 * @param unhealthy of these, because the service said that it had failed
 * @param retries answers of OpenSearch that were withheld, spoilt or refused
 * @param recoverySeconds per round: from when everything healed to when the index equalled the model
 * @param documents in the index at the end
 * @param differences at the end; empty is what must be
 */
public record Report(
        long seed,
        long seconds,
        int rounds,
        Map<String, Integer> operations,
        Map<String, Integer> faults,
        int restarts,
        int halts,
        int crashes,
        int unhealthy,
        int retries,
        List<Double> recoverySeconds,
        Map<String, Double> slowestRecovery,
        int documents,
        List<Difference> differences) {

    public boolean clean() {
        return differences.isEmpty();
    }

    @JsonProperty
    long lost() {
        return count(Kind.LOST);
    }

    @JsonProperty
    long stale() {
        return count(Kind.STALE);
    }

    @JsonProperty
    long extra() {
        return count(Kind.EXTRA);
    }

    String json() throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    @Override
    public String toString() {
        List<Double> sorted = recoverySeconds.stream().sorted().toList();
        double median = sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
        double longest = sorted.isEmpty() ? 0 : sorted.getLast();
        return """
                seed %d, %d s, %d rounds, %d documents in the end
                operations       %d: %s
                faults           %d: %s
                restarts         %d, of these %d at a failpoint, %d crashes, %d unhealthy
                spoilt requests  %d
                to recover       median %.1f s, longest %.1f s
                longest by fault %s
                lost %d, stale %d, extra %d, all differences %d%s
                """.formatted(
                        seed,
                        seconds,
                        rounds,
                        documents,
                        sum(operations),
                        counts(operations),
                        sum(faults),
                        counts(faults),
                        restarts,
                        halts,
                        crashes,
                        unhealthy,
                        retries,
                        median,
                        longest,
                        counts(slowestRecovery),
                        lost(),
                        stale(),
                        extra(),
                        differences.size(),
                        listed());
    }

    private long count(Kind kind) {
        return differences.stream()
                .filter(difference -> difference.kind() == kind)
                .count();
    }

    private String listed() {
        return differences.stream()
                .limit(50)
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining());
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String counts(Map<String, ?> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }
}
