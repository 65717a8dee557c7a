/** Compares sources, ledger and index of a running system, and has processed again what differs. */
@NullMarked
package dev.millrace.standalone.verify;

import org.jspecify.annotations.NullMarked;
