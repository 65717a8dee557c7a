package dev.millrace.evaluation.knownitem;

/** A passage as the index holds it. */
public record IndexedPassage(String documentId, String text) {}
