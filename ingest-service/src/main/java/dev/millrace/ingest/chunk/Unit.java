package dev.millrace.ingest.chunk;

/**
 * A piece of a block that is never cut further.
 *
 * @param start in the document's text
 * @param continuesWord whether it goes on inside a word that was cut, so that it must not follow its beginning in one
 *     chunk: together they would be other tokens
 */
record Unit(int start, int end, int tokens, boolean continuesWord) {}
