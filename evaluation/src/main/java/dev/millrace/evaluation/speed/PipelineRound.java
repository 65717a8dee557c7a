package dev.millrace.evaluation.speed;

/**
 * A round in which each had its turn with the same files.
 *
 * @param langchain4j cut into segments of {@value #SEGMENT_CHARS} characters, of which its model reads the first 128 tokens
 * @param langchain4jUncut cut into segments of {@value #UNCUT_SEGMENT_CHARS} characters, which nearly all are read whole
 * @param encoderChunksPerSecond of the bare encoder, on chunks that Millrace made of the files
 */
public record PipelineRound(Turn millrace, Turn langchain4j, Turn langchain4jUncut, double encoderChunksPerSecond) {

    public static final int SEGMENT_CHARS = 1_000;
    public static final int UNCUT_SEGMENT_CHARS = 500;

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

    double vsLangchain4jUncut() {
        return millrace.documentsPerSecond() / langchain4jUncut.documentsPerSecond();
    }
}
