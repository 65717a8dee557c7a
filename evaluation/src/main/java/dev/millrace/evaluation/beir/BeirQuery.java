package dev.millrace.evaluation.beir;

import dev.millrace.evaluation.metric.Judgements;

/** A question of a collection, and what was judged of its answers. */
public record BeirQuery(String id, String text, Judgements judgements) {}
