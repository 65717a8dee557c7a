/** What ingest-service remembers of each document, and the decisions it draws from that. No I/O here. */
@NullMarked
package dev.millrace.ingest.ledger;

import org.jspecify.annotations.NullMarked;
