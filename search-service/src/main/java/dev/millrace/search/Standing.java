package dev.millrace.search;

/**
 * Where an arm has a passage.
 *
 * @param rank 1 is the best
 * @param score as the arm gave it
 * @param share what the arm adds to the passage's score
 */
record Standing(int rank, double score, double share) {}
