package dev.millrace.ingest.parse;

import org.apache.tika.exception.WriteLimitReachedException;

/** Ends a parse that asks for more than its budget. Tika's parsers swallow other exceptions, but not this kind. */
final class LimitExceeded extends WriteLimitReachedException {

    private static final long serialVersionUID = 1L;

    private final String limit;

    LimitExceeded(String limit) {
        super(0);
        this.limit = limit;
    }

    @Override
    public String getMessage() {
        return limit;
    }
}
