package dev.millrace.ingest.parse;

/** Why a document was rejected. The names are part of what operators see in dead letters. */
public enum ParseFailure {

    /** The bytes break the rules of their format: truncated, garbled, or trips the parser. Ask for a good copy. */
    CORRUPT,

    /** Protected by a password or by rights management. Remove the protection and send it again. */
    ENCRYPTED,

    /** No parser reads this format. Convert the document, or leave it out of the source. */
    UNSUPPORTED,

    /** More text, more embedded documents, deeper nesting or a higher compression than the limits allow. */
    TOO_LARGE,

    /** Not done at the deadline. Raise the deadline if the document is worth the wait. */
    TIMEOUT,

    /** The parser ran out of memory or stack. Raise the heap of the parser if the document is worth it. */
    OUT_OF_MEMORY,

    /** The process of the parser ended in the middle, or the whole service, each time the document was tried. */
    PARSER_CRASHED
}
