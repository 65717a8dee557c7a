/** Test collections in the layout of BEIR: documents, questions, and which documents answer which question. */
@NullMarked
package dev.millrace.evaluation.beir;

import org.jspecify.annotations.NullMarked;
