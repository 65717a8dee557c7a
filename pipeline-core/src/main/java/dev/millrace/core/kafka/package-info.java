/** Kafka as Millrace uses it: the topics, how records are placed, and the loop that commits only after delivery. */
@NullMarked
package dev.millrace.core.kafka;

import org.jspecify.annotations.NullMarked;
