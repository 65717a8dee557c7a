/** What both nodes start with: the end of a child JVM when its parent is gone. */
@NullMarked
package dev.millrace.embedded.watch;

import org.jspecify.annotations.NullMarked;
