/**
 * Embedded chunks to OpenSearch: every write carries its revision, so that repeats and late arrivals do no harm, and
 * what is removed stays as a tombstone that the read alias hides.
 */
@NullMarked
package dev.millrace.index;

import org.jspecify.annotations.NullMarked;
