package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.Span;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks, with each span told from the end of the one before, so that they can't overlap. */
final class BlockCodec {

    private static final int NO_PAGE = -1;
    private static final int MOST_HEADING_LEVELS = 6;

    private static final char HEADING = 'h';
    private static final char PARAGRAPH = 'p';
    private static final char LIST_ITEM = 'l';
    private static final char TABLE_ROW = 'r';
    private static final char TABLE_HEADER = 't';

    private BlockCodec() {}

    static void write(DataOutputStream out, List<Block> blocks) throws IOException {
        out.writeInt(blocks.size());
        int end = 0;
        for (Block block : blocks) {
            out.writeChar(kind(block));
            out.writeInt(block.span().start() - end);
            out.writeInt(block.span().length());
            Integer page = block.page();
            out.writeInt(page == null ? NO_PAGE : page);
            switch (block) {
                case Block.Heading heading -> out.writeInt(heading.level());
                case Block.TableRow row -> out.writeInt(row.table());
                case Block.Paragraph _, Block.ListItem _ -> {}
            }
            end = block.span().end();
        }
    }

    static List<Block> read(DataInputStream in, int textLength) throws IOException {
        int count = Wire.checked(in.readInt(), 1, textLength);
        List<Block> blocks = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < count; i++) {
            char kind = in.readChar();
            int start = end + Wire.checked(in.readInt(), 0, (long) textLength - end);
            end = start + Wire.checked(in.readInt(), 1, (long) textLength - start);
            blocks.add(block(in, kind, new Span(start, end)));
        }
        return blocks;
    }

    private static Block block(DataInputStream in, char kind, Span span) throws IOException {
        int number = Wire.checked(in.readInt(), NO_PAGE, Integer.MAX_VALUE);
        @Nullable Integer page = number == NO_PAGE ? null : number;
        return switch (kind) {
            case HEADING -> new Block.Heading(span, page, Wire.checked(in.readInt(), 1, MOST_HEADING_LEVELS));
            case PARAGRAPH -> new Block.Paragraph(span, page);
            case LIST_ITEM -> new Block.ListItem(span, page);
            case TABLE_ROW -> new Block.TableRow(span, page, in.readInt(), false);
            case TABLE_HEADER -> new Block.TableRow(span, page, in.readInt(), true);
            default -> throw new StreamCorruptedException("no such kind of block");
        };
    }

    private static char kind(Block block) {
        return switch (block) {
            case Block.Heading _ -> HEADING;
            case Block.Paragraph _ -> PARAGRAPH;
            case Block.ListItem _ -> LIST_ITEM;
            case Block.TableRow row -> row.header() ? TABLE_HEADER : TABLE_ROW;
        };
    }
}
