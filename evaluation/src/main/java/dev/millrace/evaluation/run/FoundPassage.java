package dev.millrace.evaluation.run;

/** A passage of an answer. */
public record FoundPassage(String chunkId, String documentId, double score) {}
