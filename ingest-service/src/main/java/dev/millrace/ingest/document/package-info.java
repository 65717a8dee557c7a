/** What comes in on the documents topic: bytes, a reference to an object, or a deletion, and what is said about them. */
@NullMarked
package dev.millrace.ingest.document;

import org.jspecify.annotations.NullMarked;
