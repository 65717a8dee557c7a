package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What was measured at one size of the index.
 *
 * @param chunksPerSecond of the last chunks before it, as many at each step
 * @param stretchChunksPerSecond of all chunks since the step before
 * @param queryP50Ms by the answer's {@code took_ms}
 * @param clientP50Ms as the client saw it
 * @param servicesRssBytes resident memory of the services and their child processes, Kafka and OpenSearch aside
 * @param servicesPeakRssBytes the most they ever had
 * @param servicesCpuMsPerChunk processor time in the stretch before the step, and so for the others
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GrowthStep(
        int chunks,
        double chunksPerSecond,
        double stretchChunksPerSecond,
        double queryP50Ms,
        double queryP99Ms,
        double clientP50Ms,
        double clientP99Ms,
        long servicesRssBytes,
        long servicesPeakRssBytes,
        long opensearchRssBytes,
        long kafkaRssBytes,
        long opensearchDiskBytes,
        long kafkaDiskBytes,
        double servicesCpuMsPerChunk,
        double opensearchCpuMsPerChunk,
        double kafkaCpuMsPerChunk) {

    /** Of all together. */
    double totalCpuMsPerChunk() {
        return servicesCpuMsPerChunk + opensearchCpuMsPerChunk + kafkaCpuMsPerChunk;
    }
}
