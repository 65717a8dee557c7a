package dev.millrace.evaluation.speed;

/**
 * A round in which each had its turn with the same files.
 *
 * @param encoderChunksPerSecond of the bare encoder, on chunks that Millrace made of the files
 */
public record PipelineRound(Turn millrace, Turn langchain4j, double encoderChunksPerSecond) {

    /**
     * What one did.
     *
     * @param seconds until all was searchable
     * @param cpuSeconds of all processes that had a part, OpenSearch among them
     * @param peakMemoryBytes the most that its own processes ever had, the servers aside
     */
    public record Turn(int documents, long chunks, double seconds, double cpuSeconds, long peakMemoryBytes) {

        double documentsPerSecond() {
            return documents / seconds;
        }

        double chunksPerSecond() {
            return chunks / seconds;
        }
    }

    double vsEncoder() {
        return millrace.chunksPerSecond() / encoderChunksPerSecond;
    }

    double vsLangchain4j() {
        return millrace.documentsPerSecond() / langchain4j.documentsPerSecond();
    }
}
