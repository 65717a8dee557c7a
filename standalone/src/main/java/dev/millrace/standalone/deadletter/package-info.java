/** What could not be processed: read from the topic of dead letters, chosen from, sent again or done with. */
@NullMarked
package dev.millrace.standalone.deadletter;

import org.jspecify.annotations.NullMarked;
