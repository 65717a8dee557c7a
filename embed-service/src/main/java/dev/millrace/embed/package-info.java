/** embed-service: chunks to embedded chunks. {@link dev.millrace.embed.EmbedApplication} wires it. */
@NullMarked
package dev.millrace.embed;

import org.jspecify.annotations.NullMarked;
