package dev.millrace.ingest.parse;

import org.apache.tika.exception.RuntimeSAXException;
import org.apache.tika.sax.XHTMLContentHandler;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jsoup.Jsoup;
import org.xml.sax.SAXException;

/** Tells a Markdown document as the XHTML that Tika's parsers tell. */
final class MarkdownEvents extends AbstractVisitor {

    private final XHTMLContentHandler xhtml;

    MarkdownEvents(XHTMLContentHandler xhtml) {
        this.xhtml = xhtml;
    }

    @Override
    public void visit(Heading heading) {
        element("h" + heading.getLevel(), heading);
    }

    @Override
    public void visit(Paragraph paragraph) {
        element("p", paragraph);
    }

    @Override
    public void visit(BlockQuote quote) {
        element("blockquote", quote);
    }

    @Override
    public void visit(BulletList list) {
        element("ul", list);
    }

    @Override
    public void visit(OrderedList list) {
        element("ol", list);
    }

    @Override
    public void visit(ListItem item) {
        element("li", item);
    }

    @Override
    public void visit(FencedCodeBlock code) {
        tell(() -> xhtml.element("pre", code.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        tell(() -> xhtml.element("pre", code.getLiteral()));
    }

    @Override
    public void visit(HtmlBlock html) {
        String text = Jsoup.parseBodyFragment(html.getLiteral()).text();
        tell(() -> xhtml.element("p", text));
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            element("table", block);
        } else {
            visitChildren(block);
        }
    }

    @Override
    public void visit(CustomNode node) {
        switch (node) {
            case TableRow row -> element("tr", row);
            case TableCell cell -> element(cell.isHeader() ? "th" : "td", cell);
            default -> visitChildren(node);
        }
    }

    @Override
    public void visit(Text text) {
        tell(() -> xhtml.characters(text.getLiteral()));
    }

    @Override
    public void visit(Code code) {
        tell(() -> xhtml.characters(code.getLiteral()));
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        tell(() -> xhtml.characters("\n"));
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        tell(() -> xhtml.element("br", ""));
    }

    private void element(String name, Node node) {
        tell(() -> xhtml.startElement(name));
        visitChildren(node);
        tell(() -> xhtml.endElement(name));
    }

    private interface Telling {
        void run() throws SAXException;
    }

    private static void tell(Telling telling) {
        try {
            telling.run();
        } catch (SAXException e) {
            throw new RuntimeSAXException(e);
        }
    }
}
