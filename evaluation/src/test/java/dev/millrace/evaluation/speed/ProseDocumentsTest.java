package dev.millrace.evaluation.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProseDocumentsTest {

    @Test
    void eachDocumentIsFoundByItsOwnWord() {
        ProseDocuments prose = ProseDocuments.ofSeed(1);
        String word = prose.uniqueWord();
        String other = prose.uniqueWord();

        assertThat(word).matches("zq[a-z]+x").isNotEqualTo(other);
        assertThat(prose.document(word, 3)).contains(word).doesNotContain(other);
    }

    @Test
    void noParagraphComesTwice() {
        ProseDocuments prose = ProseDocuments.ofSeed(1);
        Set<String> seen = new HashSet<>();

        Stream.generate(() -> prose.document(prose.uniqueWord(), 4))
                .limit(500)
                .flatMap(document -> Arrays.stream(document.split("\n\n")))
                .forEach(paragraph -> assertThat(seen.add(paragraph)).isTrue());
    }

    @Test
    void theSameSeedMakesTheSameDocuments() {
        assertThat(ProseDocuments.ofSeed(3).document("word", 5))
                .isEqualTo(ProseDocuments.ofSeed(3).document("word", 5));
    }

    @Test
    void anEditChangesOneParagraph() {
        String document = ProseDocuments.ofSeed(1).document("word", 5);

        String edited = ProseDocuments.edited(document, "zqnewx");

        Set<String> before = Arrays.stream(document.split("\n\n")).collect(Collectors.toSet());
        assertThat(Arrays.stream(edited.split("\n\n")).filter(paragraph -> !before.contains(paragraph)))
                .singleElement()
                .asString()
                .contains("zqnewx");
    }
}
