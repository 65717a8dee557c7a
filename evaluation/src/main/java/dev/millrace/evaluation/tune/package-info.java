/** Finds weights of the two arms of hybrid search on one half of the questions, and tells what they reach on the other. */
@NullMarked
package dev.millrace.evaluation.tune;

import org.jspecify.annotations.NullMarked;
