/** Puts a collection into a running pipeline and asks its search-service every question, in every mode. */
@NullMarked
package dev.millrace.evaluation.run;

import org.jspecify.annotations.NullMarked;
