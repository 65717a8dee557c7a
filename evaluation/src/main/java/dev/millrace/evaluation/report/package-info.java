/** Tells what an evaluation found: in a sentence, in a table, to programs, and as a page for people. */
@NullMarked
package dev.millrace.evaluation.report;

import org.jspecify.annotations.NullMarked;
