package dev.millrace.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** How passages are found. */
enum Mode {
    /** By words and by meaning, fused: the default. */
    HYBRID,
    /** By words alone (BM25): for names, numbers and exact terms. */
    LEXICAL,
    /** By meaning alone: for questions in other words than the text's. */
    SEMANTIC;

    /** The arms that are asked. */
    List<Arm> arms() {
        return switch (this) {
            case HYBRID -> List.of(Arm.LEXICAL, Arm.SEMANTIC);
            case LEXICAL -> List.of(Arm.LEXICAL);
            case SEMANTIC -> List.of(Arm.SEMANTIC);
        };
    }

    /** The name in requests and answers. */
    @JsonValue
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
