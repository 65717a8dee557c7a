/** One Kafka broker as a process of its own, formatted when it is first started. */
@NullMarked
package dev.millrace.embedded.kafka;

import org.jspecify.annotations.NullMarked;
