package dev.millrace.ingest.parse;

import java.util.List;

/** An exception as it may be shown to anyone: types and frames, no messages, which might quote the document. */
final class StackSummary {

    private static final int MAX_CAUSES = 6;
    private static final int FRAMES_OF_EACH = 6;

    private StackSummary() {}

    /**
     * @param causes an exception, its cause, and so on
     */
    static String of(List<Throwable> causes) {
        StringBuilder summary = new StringBuilder();
        for (Throwable cause : causes.subList(0, Math.min(MAX_CAUSES, causes.size()))) {
            summary.append(summary.isEmpty() ? "" : "\ncaused by ")
                    .append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES_OF_EACH, frames.length); i++) {
                summary.append("\n  at ").append(frames[i]);
            }
        }
        return summary.toString();
    }
}
