/** Folders as sources: file system events make it quick, listings make it right. */
@NullMarked
package dev.millrace.ingest.source.folder;

import org.jspecify.annotations.NullMarked;
