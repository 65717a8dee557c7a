package dev.millrace.ingest;

/** What becomes of the last good version of a document whose new content can't be parsed. */
enum OnFailure {
    /** It stays searchable until a good version comes: for people who would rather find something old than nothing. */
    KEEP,
    /** It is removed: for those who would rather find nothing than something old. */
    REMOVE
}
