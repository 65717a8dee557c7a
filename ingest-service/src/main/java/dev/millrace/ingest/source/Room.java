package dev.millrace.ingest.source;

/** How much of a backlog may be published, so that little of it stands in the topics, where nothing can overtake it. */
@FunctionalInterface
public interface Room {

    /** Every document at once. */
    Room UNBOUNDED = wanted -> wanted;

    /** Takes as much of the room that there is now as is wanted. */
    int take(int wanted) throws InterruptedException;
}
