package dev.millrace.evaluation.speed;

/** A text and its vector of length 1. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Passage(String text, float[] vector) {}
