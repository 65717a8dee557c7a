package dev.millrace.encoder;

import java.util.Random;

/** Text as it should not be but is: reproducible from its seed. */
final class NastyText {
    private static final String[] PIECES = {
        " ",
        "\n",
        "\t",
        "\r\n",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u0085",
        "\0",
        "\u0007",
        "\uFFFD",
        "\uFEFF",
        "\u00AD",
        "\u200B",
        "\u200D",
        "\uFE0F",
        "\u0301",
        "\u0308\u0323",
        "\u20DD",
        "e\u0301",
        "é",
        "ẞ",
        "İ",
        "ﬁ",
        "ǅ",
        "Σς",
        "한국어",
        "\u1112\u1161\u11AB",
        "日本",
        "語",
        "ｶﾞ",
        "ปี่",
        "हिन्दी",
        "שָׁ",
        "لا",
        "\uD83D\uDE00",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "\uD835\uDC9C",
        "\uD840\uDC00",
        "\uD83D",
        "\uDE00",
        "[SEP]",
        "[CLS",
        "[UNK]",
        "[PAD]",
        "##",
        "...",
        "—",
        "«",
        "$",
        "^",
        "Tokenizer",
        "embeddings",
        "a",
        "1,234.5",
        "www.example.com",
        "Ω"
    };

    private NastyText() {}

    static String of(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(random.nextInt(4) == 0 ? anyChar(random) : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String anyChar(Random random) {
        return random.nextBoolean()
                ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                : String.valueOf((char) random.nextInt(0x2000));
    }
}
