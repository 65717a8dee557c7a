package dev.millrace.standalone;

/** Ends a command with one line on standard error, a sentence that names the fix, and an exit status. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Something did not work that might another time. */
    static final int FAILED = 1;

    /** The command can't work as it was given. */
    static final int WRONG_USE = 2;

    /** Something that the command asks does not answer, so that nothing can be said. */
    static final int UNREACHABLE = 3;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    static CommandFailure wrongUse(String message) {
        return new CommandFailure(WRONG_USE, message);
    }

    static CommandFailure unreachable(String message) {
        return new CommandFailure(UNREACHABLE, message);
    }

    int exitStatus() {
        return exitStatus;
    }
}
