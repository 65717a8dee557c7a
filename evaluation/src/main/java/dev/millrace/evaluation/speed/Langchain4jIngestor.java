package dev.millrace.evaluation.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.parser.apache.tika.ApacheTikaDocumentParser;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.opensearch.OpenSearchEmbeddingStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a Java developer would write instead of Millrace, of langchain4j's parts: its Tika parser, splitter, in-process model
 * and OpenSearch store. A program of its own: of each line that it reads, the name of an index, the characters of a segment
 * and a folder, with tabs between them, it brings the folder's files into the index, and answers with a line of figures.
 */
public final class Langchain4jIngestor {

    /** So that its in-process model, which uses all processors for the segments of a call, has enough of them. */
    private static final int DOCUMENTS_A_CALL = 50;

    /** A tenth of a segment stands in the next one as well. */
    private static final int SEGMENT_TO_OVERLAP = 10;

    /** By itself it makes an index for a native library that an embedded node has not. */
    private static final String INDEX = """
            {"settings": {"index": {"knn": true, "number_of_replicas": 0}},
             "mappings": {"properties": {"text": {"type": "text"}, "vector": {"type": "knn_vector", "dimension": 384,
               "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}""";

    private static final JsonMapper JSON = new JsonMapper();

    private final URI openSearch;
    private final EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel();
    private final ApacheTikaDocumentParser parser = new ApacheTikaDocumentParser();

    private Langchain4jIngestor(URI openSearch) {
        this.openSearch = openSearch;
    }

    /** @param args the address of OpenSearch */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        System.setOut(System.err); // what a library prints must not stand between the answers
        Langchain4jIngestor ingestor = new Langchain4jIngestor(URI.create(args[0]));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] parts = order.split("\t", 3);
                ingestor.createIndex(parts[0]);
                Ingested ingested = ingestor.ingest(parts[0], Integer.parseInt(parts[1]), Path.of(parts[2]));
                answers.println(JSON.writeValueAsString(ingested));
            }
        }
        System.exit(0); // the model's threads would keep it
    }

    /** Figures of a folder that was brought into an index; {@code failed} files are not among the documents. */
    public record Ingested(int documents, int failed, int chunks, double seconds) {}

    private Ingested ingest(String index, int segmentChars, Path folder) throws IOException {
        AtomicInteger segments = new AtomicInteger();
        EmbeddingStoreIngestor ingestor = EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(segmentChars, segmentChars / SEGMENT_TO_OVERLAP))
                .embeddingModel(counting(segments))
                .embeddingStore(OpenSearchEmbeddingStore.builder()
                        .serverUrl(openSearch.toString())
                        .indexName(index)
                        .build())
                .build();
        int failed = 0;
        int documents = 0;
        long begin = System.nanoTime();
        List<Document> batch = new ArrayList<>();
        for (Path file : files(folder)) {
            try (InputStream content = Files.newInputStream(file)) {
                batch.add(parser.parse(content));
                documents++;
            } catch (RuntimeException e) {
                failed++; // as it would be: logged, and left out
                System.err.println("not parsed: " + e);
            }
            if (batch.size() == DOCUMENTS_A_CALL) {
                ingestor.ingest(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            ingestor.ingest(batch);
        }
        return new Ingested(documents, failed, segments.get(), (System.nanoTime() - begin) / 1e9);
    }

    private EmbeddingModel counting(AtomicInteger segments) {
        return new EmbeddingModel() {
            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
                segments.addAndGet(texts.size());
                return model.embedAll(texts);
            }
        };
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void createIndex(String index) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(openSearch.resolve("/" + index))
                    .header("content-type", "application/json")
                    .PUT(BodyPublishers.ofString(INDEX))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("OpenSearch made no index " + index + ": status " + status);
            }
        }
    }
}
