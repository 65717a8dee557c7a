package dev.millrace.ingest.chunk;

/** How documents are cut into chunks. {@code docs/chunking.md} compares them. */
public enum Strategy {
    /** Windows of so many tokens that overlap, whatever they hold: to compare with other systems that cut so. */
    FIXED,
    /** Whole sentences, across paragraphs and headings: for text whose structure is noise, such as scans. */
    SENTENCE,
    /** Paragraphs, list items and table rows of one section, each whole where it fits: for nearly everything. */
    STRUCTURAL,
    /** Cuts a section where its sentences turn to something else. Embeds every sentence: twice the work. */
    SEMANTIC,
    /** The whole document as one passage, of which the model reads the beginning: for abstracts, tickets, products. */
    WHOLE
}
