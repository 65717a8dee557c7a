/** Compares strategies of chunking on the same documents and the same questions. */
@NullMarked
package dev.millrace.evaluation.bakeoff;

import org.jspecify.annotations.NullMarked;
