package dev.millrace.ingest;

import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.source.Fetched;
import java.util.function.Function;

/** How far a document has come. */
sealed interface Step {

    /** Nothing has to be waited for. */
    record Decided(Decision decision) implements Step {}

    /**
     * It is being parsed. To be closed, done or not.
     *
     * @param content what is parsed
     * @param decide what the outcome leads to
     */
    record Parsing(Parse parse, Fetched content, Function<ParseOutcome, Decision> decide)
            implements Step, AutoCloseable {

        @Override
        public void close() {
            parse.close();
            content.close();
        }
    }
}
