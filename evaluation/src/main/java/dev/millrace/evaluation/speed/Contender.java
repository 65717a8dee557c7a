package dev.millrace.evaluation.speed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.millrace.encoder.Encoder;
import dev.millrace.encoder.MiniLmModel;
import java.util.List;
import java.util.function.Function;

/**
 * One of the encoders compared.
 *
 * @param mostTokens of a text that it embeds, special ones included; the others it cuts off
 */
record Contender(String name, int mostTokens, Function<List<String>, List<float[]>> embedding) {

    /** The tokenizer file of the model asks for this cut, and langchain4j heeds it. */
    private static final int LANGCHAIN4J_MOST_TOKENS = 128;

    static Contender ours(String name, Encoder encoder) {
        return new Contender(name, MiniLmModel.MAX_TOKENS, encoder::embed);
    }

    /** As langchain4j comes: one text at a time on each processor, all processors for each. */
    static Contender langchain4j(String name, EmbeddingModel model) {
        return new Contender(
                name,
                LANGCHAIN4J_MOST_TOKENS,
                texts -> model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                        .map(Embedding::vector)
                        .toList());
    }

    /** The vectors of a call. */
    List<float[]> embed(List<String> call) {
        return embedding.apply(call);
    }
}
