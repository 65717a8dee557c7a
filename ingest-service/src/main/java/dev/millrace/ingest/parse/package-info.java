/**
 * From the bytes of a document in any format to its text and structure: which block of the text is a heading, a
 * paragraph, a list item or a table row, and on which page it stands.
 */
@NullMarked
package dev.millrace.ingest.parse;

import org.jspecify.annotations.NullMarked;
