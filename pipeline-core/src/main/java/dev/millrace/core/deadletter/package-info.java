/** What a service rejects: the record untouched, and in its headers the stage, the reason and the place it came from. */
@NullMarked
package dev.millrace.core.deadletter;

import org.jspecify.annotations.NullMarked;
