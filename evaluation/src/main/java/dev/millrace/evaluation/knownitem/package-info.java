/** Questions that need no judgements: sentences of the index itself, whose documents are to be found again. */
@NullMarked
package dev.millrace.evaluation.knownitem;

import org.jspecify.annotations.NullMarked;
