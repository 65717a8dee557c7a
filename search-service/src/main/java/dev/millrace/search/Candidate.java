package dev.millrace.search;

/** A passage that was found, by its names alone: its text is fetched only where it is shown. */
record Candidate(String chunkId, String documentId, double score) {}
