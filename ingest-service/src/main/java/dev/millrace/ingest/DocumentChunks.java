package dev.millrace.ingest;

import dev.millrace.core.message.Chunk;
import dev.millrace.ingest.chunk.TextChunk;
import dev.millrace.ingest.document.Attributes;
import dev.millrace.ingest.ledger.Change;
import dev.millrace.ingest.ledger.Fingerprints;
import dev.millrace.ingest.parse.ParsedDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the messages for a document's passages. */
final class DocumentChunks {

    private DocumentChunks() {}

    static List<Chunk> of(Change change, Attributes attributes, ParsedDocument document, List<TextChunk> passages) {
        Chunk common = common(change, attributes, document);
        Map<String, Integer> occurrences = new HashMap<>();
        List<Chunk> chunks = new ArrayList<>(passages.size());
        for (TextChunk passage : passages) {
            int occurrence = occurrences.merge(passage.text(), 1, Integer::sum) - 1;
            chunks.add(chunk(common, passage, occurrence));
        }
        return chunks;
    }

    private static Chunk chunk(Chunk common, TextChunk passage, int occurrence) {
        Chunk.Builder chunk = common.toBuilder()
                .setChunkId(Fingerprints.chunkId(common.getDocumentId(), passage.text(), occurrence))
                .setText(passage.text())
                .addAllHeadingPath(passage.headingPath())
                .setCharStart(passage.start())
                .setCharEnd(passage.end())
                .setOrdinal(passage.ordinal())
                .setTokenCount(passage.tokens());
        Integer page = passage.page();
        return page == null ? chunk.build() : chunk.setPage(page).build();
    }

    /** What a producer says wins over what the document says of itself. */
    private static Chunk common(Change change, Attributes attributes, ParsedDocument document) {
        Chunk.Builder chunk = Chunk.newBuilder()
                .setDocumentId(change.documentId())
                .setRevision(change.revision())
                .setMediaType(document.mediaType())
                .putAllMetadata(document.metadata())
                .putAllMetadata(attributes.metadata())
                .addAllAcl(attributes.acl())
                .setModifiedAtMs(change.changedAtMillis())
                .setIngestedAtMs(change.ingestedAtMillis());
        String title = first(attributes.title(), document.title());
        if (title != null) {
            chunk.setTitle(title);
        }
        if (attributes.filename() != null) {
            chunk.setFilename(attributes.filename());
        }
        if (attributes.sourceUri() != null) {
            chunk.setSourceUri(attributes.sourceUri());
        }
        if (document.language() != null) {
            chunk.setLanguage(document.language());
        }
        return chunk.build();
    }

    private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
        return preferred == null ? other : preferred;
    }
}
