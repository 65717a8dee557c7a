/** Configuration: one file, environment variables and system properties, read into records that check themselves. */
@NullMarked
package dev.millrace.core.config;

import org.jspecify.annotations.NullMarked;
