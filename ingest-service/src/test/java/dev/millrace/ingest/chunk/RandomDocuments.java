package dev.millrace.ingest.chunk;

import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParsedDocument;
import dev.millrace.ingest.parse.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents out of everything that makes cutting text hard; the same seed gives the same document. */
final class RandomDocuments {

    private static final List<String> NASTY = List.of(
            "plain",
            "words",
            "Dr.",
            "e.g.",
            "3.14",
            "U.S.A.",
            "don't",
            "well-known",
            "https://a.example/b?c=d&e=f",
            "日本語の文章です。",
            "漢字",
            "한국어",
            "각",
            "ภาษาไทยไม่มีช่องว่าง",
            "مرحبا",
            "עברית",
            "😀",
            "👩‍👩‍👧‍👦",
            "🇫🇷",
            "é",
            "n\u0303",
            "ﬁ",
            "½",
            "...",
            "!?",
            "“quoted”",
            "—",
            "|",
            "\u200D",
            "𝒳𝓎",
            "Straße",
            "I\u0307",
            "antidisestablishmentarianism",
            "end.",
            "Yes!",
            "wh\u00A0at");

    private final Random random;

    RandomDocuments(long seed) {
        this.random = new Random(seed);
    }

    ParsedDocument next() {
        Builder builder = new Builder();
        int blocks = 1 + random.nextInt(30);
        for (int i = 0; i < blocks; i++) {
            if (random.nextInt(5) == 0) {
                builder.page(i + 1);
            }
            switch (random.nextInt(8)) {
                case 0 -> builder.heading(1 + random.nextInt(4), text(1 + random.nextInt(6)));
                case 1 -> builder.item(text(1 + random.nextInt(20)));
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        builder.header(text(1 + random.nextInt(100)));
                    }
                    builder.row(text(1 + random.nextInt(40)));
                }
                case 3 -> builder.paragraph(giantWord());
                case 4 -> builder.paragraph(text(1 + random.nextInt(600)));
                default -> builder.paragraph(text(1 + random.nextInt(60)));
            }
        }
        return builder.build();
    }

    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> NASTY.get(random.nextInt(NASTY.size())) + separator())
                .collect(Collectors.joining())
                .strip();
    }

    private String separator() {
        return switch (random.nextInt(10)) {
            case 0 -> "\n";
            case 1 -> ". ";
            case 2 -> "";
            default -> " ";
        };
    }

    private String giantWord() {
        String part = random.nextBoolean() ? "qz" : NASTY.get(random.nextInt(NASTY.size()));
        return part.replace("\u00A0", "").repeat(1 + random.nextInt(600));
    }

    /** Builds a document block by block. */
    static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private final List<Block> blocks = new ArrayList<>();
        private Integer page;

        Builder page(int number) {
            page = number;
            return this;
        }

        Builder heading(int level, String content) {
            blocks.add(new Block.Heading(span(content), page, level));
            return this;
        }

        Builder paragraph(String content) {
            blocks.add(new Block.Paragraph(span(content), page));
            return this;
        }

        Builder item(String content) {
            blocks.add(new Block.ListItem(span(content), page));
            return this;
        }

        Builder row(String content) {
            blocks.add(new Block.TableRow(span(content), page, 1, false));
            return this;
        }

        Builder header(String content) {
            blocks.add(new Block.TableRow(span(content), page, 1, true));
            return this;
        }

        ParsedDocument build() {
            return new ParsedDocument(text.toString(), blocks, null, "text/plain", null, Map.of());
        }

        private Span span(String content) {
            if (!text.isEmpty()) {
                text.append("\n\n");
            }
            int start = text.length();
            text.append(content);
            return new Span(start, text.length());
        }
    }
}
