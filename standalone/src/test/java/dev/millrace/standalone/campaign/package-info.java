/**
 * Proves the promise by killing things: a seeded {@link dev.millrace.standalone.campaign.Plan} of operations and faults is
 * carried out against real processes, and then the index is compared with a simple
 * {@link dev.millrace.standalone.campaign.Model} of what it must hold, document by document.
 */
@NullMarked
package dev.millrace.standalone.campaign;

import org.jspecify.annotations.NullMarked;
