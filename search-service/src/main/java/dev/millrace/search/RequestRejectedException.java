package dev.millrace.search;

/** A request that can't be answered as it stands. The message is one sentence that names the fix. */
final class RequestRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RequestRejectedException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RequestRejectedException bad(String message) {
        return new RequestRejectedException(400, message);
    }

    /** The HTTP status that fits. */
    int status() {
        return status;
    }
}
