/** Documents that are processed again: a topic of their own, so that the documents topic stays what producers said. */
@NullMarked
package dev.millrace.core.replay;

import org.jspecify.annotations.NullMarked;
