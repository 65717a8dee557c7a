package dev.millrace.core.service;

/** How a service is. */
public sealed interface Health {

    /** Takes work. */
    record Ready() implements Health {}

    /** Alive, but not taking work yet or for now; {@code reason} says what it waits for. */
    record Waiting(String reason) implements Health {}

    /** Will not recover by itself: it has to be restarted. */
    record Failed(String reason) implements Health {}
}
