/**
 * ingest-service: documents to chunks. {@link dev.millrace.ingest.IngestApplication} wires it; the topology's one
 * processor fetches, parses and chunks a document, and then changes ledger and chunks topic in one transaction.
 */
@NullMarked
package dev.millrace.ingest;

import org.jspecify.annotations.NullMarked;
