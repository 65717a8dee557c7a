package dev.millrace.encoder;

/** Cuts text into the tokens that a model counts and reads. Safe for use by many threads. */
@FunctionalInterface
public interface Tokenizer {
    /** Returns every token of the text, however long it is, without the special tokens the model adds around them. */
    TokenizedText tokenize(String text);
}
