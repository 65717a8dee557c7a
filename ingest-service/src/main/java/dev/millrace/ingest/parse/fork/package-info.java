/**
 * Parsers in processes of their own, so that what a document does to its parser costs that document only: the pool
 * ({@link dev.millrace.ingest.parse.fork.ForkedParser}) in the service, and the worker
 * ({@link dev.millrace.ingest.parse.fork.ParseWorker}) in each child. They talk over the child's standard input and
 * output, and the service believes nothing that comes back without checking it.
 */
@NullMarked
package dev.millrace.ingest.parse.fork;

import org.jspecify.annotations.NullMarked;
