package dev.millrace.ingest.parse.fork;

import dev.millrace.ingest.parse.Block;
import dev.millrace.ingest.parse.ParseFailure;
import dev.millrace.ingest.parse.ParseOutcome;
import dev.millrace.ingest.parse.ParsedDocument;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An answer on its way back from a child. What is read is checked: the child may have been taken over by a document. */
final class AnswerCodec {

    private static final int MAX_FIELDS = 100;
    private static final int UTF8_BYTES_OF_A_CHAR = 3;

    private enum Kind {
        PARSED,
        EMPTY,
        REJECTED,
        TROUBLE
    }

    private AnswerCodec() {}

    static void write(DataOutputStream out, Answer answer) throws IOException {
        out.writeInt(Wire.MAGIC);
        switch (answer) {
            case Answer.Done(ParseOutcome.Parsed(ParsedDocument document)) -> {
                Wire.writeConstant(out, Kind.PARSED);
                write(out, document);
            }
            case Answer.Done(ParseOutcome.Empty(String mediaType)) -> {
                Wire.writeConstant(out, Kind.EMPTY);
                Wire.writeText(out, mediaType);
            }
            case Answer.Done(ParseOutcome.Rejected rejected) -> {
                Wire.writeConstant(out, Kind.REJECTED);
                Wire.writeConstant(out, rejected.reason());
                Wire.writeText(out, rejected.message());
                Wire.writeText(out, rejected.stackSummary());
            }
            case Answer.Trouble(String message) -> {
                Wire.writeConstant(out, Kind.TROUBLE);
                Wire.writeText(out, message);
            }
        }
        out.flush();
    }

    /**
     * @param maxTextChars of a document; an answer with more is no answer
     */
    static Answer read(DataInputStream in, int maxTextChars) throws IOException {
        Wire.expectMagic(in);
        return switch (Wire.readConstant(in, Kind.class)) {
            case PARSED -> new Answer.Done(new ParseOutcome.Parsed(document(in, maxTextChars)));
            case EMPTY -> new Answer.Done(new ParseOutcome.Empty(name(in)));
            case REJECTED -> new Answer.Done(rejected(in));
            case TROUBLE -> new Answer.Trouble(name(in));
        };
    }

    private static ParseOutcome.Rejected rejected(DataInputStream in) throws IOException {
        return new ParseOutcome.Rejected(Wire.readConstant(in, ParseFailure.class), name(in), Wire.readText(in));
    }

    private static void write(DataOutputStream out, ParsedDocument document) throws IOException {
        Wire.writeText(out, document.text());
        Wire.writeText(out, document.mediaType());
        Wire.writeText(out, document.title());
        Wire.writeText(out, document.language());
        out.writeInt(document.metadata().size());
        for (Map.Entry<String, String> field : document.metadata().entrySet()) {
            Wire.writeText(out, field.getKey());
            Wire.writeText(out, field.getValue());
        }
        BlockCodec.write(out, document.blocks());
    }

    private static ParsedDocument document(DataInputStream in, int maxTextChars) throws IOException {
        String text = Wire.readRequiredText(in, (long) maxTextChars * UTF8_BYTES_OF_A_CHAR);
        Wire.checked(text.length(), 1, maxTextChars);
        String mediaType = name(in);
        String title = Wire.readText(in);
        String language = Wire.readText(in);
        int fields = Wire.checked(in.readInt(), 0, MAX_FIELDS);
        Map<String, String> metadata = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            metadata.put(name(in), name(in));
        }
        List<Block> blocks = BlockCodec.read(in, text.length());
        return new ParsedDocument(text, blocks, title, mediaType, language, metadata);
    }

    private static String name(DataInputStream in) throws IOException {
        return Wire.readRequiredText(in, Wire.MAX_NAME_BYTES);
    }
}
