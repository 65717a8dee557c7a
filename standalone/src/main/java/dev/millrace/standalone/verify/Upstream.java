package dev.millrace.standalone.verify;

import dev.millrace.core.deadletter.DeadLetter.Origin;

/** What the place that a document comes from says of it. */
sealed interface Upstream {

    /**
     * A configured source has it.
     *
     * @param version opaque: another one is another content
     */
    record InSource(String version, long changedAtMillis) implements Upstream {}

    /** It would be of a configured source, which was listed whole and has it not. */
    record GoneFromSource() implements Upstream {}

    /**
     * The documents topic has it.
     *
     * @param place of its newest record
     * @param deleted whether that says that the document is gone
     * @param reference whether it names an object, whose present state decides
     */
    record InTopic(Origin place, boolean deleted, boolean reference) implements Upstream {}

    /** Nothing can be told: its source could not be listed whole, or the topic holds nothing of it any more. */
    record Unknown() implements Upstream {}

    /** Whether the document should exist. */
    default boolean isThere() {
        return switch (this) {
            case InSource source -> true;
            case InTopic topic -> !topic.deleted();
            case GoneFromSource gone -> false;
            case Unknown unknown -> false;
        };
    }
}
