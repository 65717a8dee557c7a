package dev.millrace.ingest;

import dev.millrace.ingest.parse.Parse;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.source.Fetched;

/** How far a document has come. */
sealed interface Step {

    /** Nothing has to be waited for. */
    record Decided(Decision decision) implements Step {}

    /**
     * It is being parsed. To be closed, done or not.
     *
     * @param content what is parsed
     */
    record Parsing(Parse parse, Fetched content, Decide decide) implements Step, AutoCloseable {

        /** What the outcome leads to, from what the ledger knows by then. */
        @FunctionalInterface
        interface Decide {
            Decision decide(Position position, ParseOutcome outcome);
        }

        Decision decide(Position position, ParseOutcome outcome) {
            return decide.decide(position, outcome);
        }

        @Override
        public void close() {
            parse.close();
            content.close();
        }
    }
}
