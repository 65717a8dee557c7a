/** Measures of one ranking, and what two systems' measures over the same questions say: pure, and as trec_eval has it. */
@NullMarked
package dev.millrace.evaluation.metric;

import org.jspecify.annotations.NullMarked;
