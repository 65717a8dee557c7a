package dev.millrace.encoder;

/**
 * A question and a passage as the model reads them.
 *
 * @param types 0 for each token of the question, 1 for one of the passage
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
record TokenPair(long[] ids, long[] types) {}
