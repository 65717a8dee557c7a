package dev.millrace.search;

/** A request that can't be answered as it stands. The message is one sentence that names the fix. */
final class RequestRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean endsConnection;

    RequestRejectedException(int status, String message) {
        super(message);
        this.status = status;
        this.endsConnection = false;
    }

    private RequestRejectedException(String message, Exception cause) {
        super(message, cause);
        this.status = 400;
        this.endsConnection = true;
    }

    static RequestRejectedException bad(String message) {
        return new RequestRejectedException(400, message);
    }

    /** Of a body that breaks off or is garbled: there is no telling where the next request would begin. */
    static RequestRejectedException unreadable(Exception cause) {
        return new RequestRejectedException(
                "The body can't be read: send it whole, with its length or in chunks that are well-formed", cause);
    }

    /** Whether nothing more can be read of the connection it came by. */
    boolean endsConnection() {
        return endsConnection;
    }

    /** The HTTP status that fits. */
    int status() {
        return status;
    }
}
