package dev.millrace.standalone.verify;

/**
 * One thing that is wrong with one document.
 *
 * @param documentId empty for an index entry that names no document
 * @param detail a phrase for people, without content of the document
 */
public record Difference(String documentId, DifferenceKind kind, String detail) {

    Difference with(String more) {
        return new Difference(documentId, kind, detail + "; " + more);
    }
}
