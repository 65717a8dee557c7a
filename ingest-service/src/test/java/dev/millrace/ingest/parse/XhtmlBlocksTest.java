package dev.millrace.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class XhtmlBlocksTest {

    @Test
    void headingsParagraphsItemsAndRowsAreToldApart() throws Exception {
        assertThat(blocks("<h2>a</h2><p>b</p><ul><li>c</li></ul><table><tr><td>d</td><td>e</td></tr></table>"))
                .containsExactly("Heading a", "Paragraph b", "ListItem c", "TableRow d | e");
    }

    @Test
    void textOutsideOfAnyElementIsAParagraph() throws Exception {
        assertThat(blocks("a <b>b</b><div>c</div>d")).containsExactly("Paragraph a b", "Paragraph c", "Paragraph d");
    }

    @Test
    void nestedListsAreItemsOfTheirOwn() throws Exception {
        assertThat(blocks("<ul><li>a<ul><li>b</li></ul>c</li></ul>"))
                .containsExactly("ListItem a", "ListItem b", "ListItem c");
    }

    @Test
    void paragraphsInACellStayInTheirRow() throws Exception {
        assertThat(blocks("<table><tr><td><p>a</p><p>b</p></td><td/><td>c</td></tr></table>"))
                .containsExactly("TableRow a b | c");
    }

    @Test
    void aTableInACellComesAfterWhatStandsBeforeIt() throws Exception {
        assertThat(blocks("<table><tr><td>a</td><td>b<table><tr><td>c</td></tr></table>d</td></tr></table>"))
                .containsExactly("TableRow a | b", "TableRow c", "TableRow d");
    }

    @Test
    void aHeadingInALayoutTableIsAHeading() throws Exception {
        assertThat(blocks("<table><tr><td>a<h1>b</h1>c</td></tr></table>"))
                .containsExactly("TableRow a", "Heading b", "TableRow c");
    }

    @Test
    void whatIsInTheHeadIsNotText() throws Exception {
        assertThat(read("<html><head><title>no</title></head><body>yes</body></html>"))
                .containsExactly("Paragraph yes");
    }

    private static List<String> blocks(String body) throws Exception {
        return read("<html><body>" + body + "</body></html>");
    }

    private static List<String> read(String xhtml) throws Exception {
        BlockCollector collector = new BlockCollector(new ParseBudget(ParserConfig.DEFAULTS));
        XhtmlBlocks handler = new XhtmlBlocks(collector, LineBreaks.MARKUP, false, () -> null);
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.newSAXParser().parse(new InputSource(new StringReader(xhtml)), handler);
        List<String> told = new ArrayList<>();
        for (Block block : collector.blocks()) {
            told.add(block.getClass().getSimpleName() + " " + block.span().of(collector.text()));
        }
        return told;
    }
}
