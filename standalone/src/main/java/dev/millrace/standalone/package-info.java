/** The {@code millrace} command: the whole pipeline on one machine, started, asked and stopped. */
@NullMarked
package dev.millrace.standalone;

import org.jspecify.annotations.NullMarked;
