/**
 * Text to tokens to vectors, on this machine: the all-MiniLM-L6-v2 model, its own tokenizer, and batching.
 *
 * <p>Weights and tokenizer are resources of the langchain4j artifact of the model. Its Java code is not used: it embeds
 * only the first 128 tokens of a text, where the published model reads 256.
 */
@NullMarked
package dev.millrace.encoder;

import org.jspecify.annotations.NullMarked;
