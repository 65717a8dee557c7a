/** What is measured in every service, under the same names: docs/metrics.md lists them. */
@NullMarked
package dev.millrace.core.telemetry;

import org.jspecify.annotations.NullMarked;
