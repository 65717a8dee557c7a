package dev.millrace.evaluation.beir;

/**
 * A document of a collection.
 *
 * @param title empty where it has none
 */
public record BeirDocument(String id, String title, String text) {

    /** All that is to be read of it, the title first. */
    public String content() {
        return title.isBlank() ? text : title + "\n\n" + text;
    }
}
