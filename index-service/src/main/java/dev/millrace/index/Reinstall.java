package dev.millrace.index;

/** Brings a lost index back, and does nothing where it is there; what it held comes from reading the topic again. */
@FunctionalInterface
interface Reinstall {
    void run() throws InterruptedException;
}
