package dev.millrace.evaluation.beir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.evaluation.beir.Lines.Malformed;
import dev.millrace.evaluation.metric.Judgements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels/*.tsv} of a folder. */
public final class BeirReader {

    /** The judgements that figures are published on. */
    private static final String TEST = "test";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final Path folder;
    private final List<String> notices = new ArrayList<>();

    private BeirReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a collection.
     *
     * @param split the name of a file in {@code qrels}; null for {@code test}, or for the only one there is
     * @throws BeirException with a sentence that names file and line
     */
    public static BeirCollection read(Path folder, @Nullable String split) {
        return new BeirReader(folder).read(split);
    }

    private BeirCollection read(@Nullable String split) {
        Map<String, BeirDocument> documents = new LinkedHashMap<>();
        Lines.read(file("corpus.jsonl"), (number, line) -> put(documents, document(line)));
        Map<String, String> queries = new LinkedHashMap<>();
        Lines.read(file("queries.jsonl"), (number, line) -> {
            JsonNode json = object(line);
            if (queries.put(text(json, "_id"), text(json, "text")) != null) {
                throw new Malformed("the query " + text(json, "_id") + " was there before: ids must differ");
            }
        });
        Path judged = qrels(split);
        Map<String, Map<String, Integer>> qrels = new QrelsReader(judged).read();
        List<BeirQuery> judgedQueries = judged(queries, qrels, documents);
        if (judgedQueries.isEmpty()) {
            throw new BeirException(
                    judged + ": judges no query that is in queries.jsonl: see that they belong together");
        }
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        String splitName = judged.getFileName().toString().replaceFirst("\\.tsv$", "");
        return new BeirCollection(
                folder, name, splitName, List.copyOf(documents.values()), judgedQueries, List.copyOf(notices));
    }

    private static void put(Map<String, BeirDocument> documents, BeirDocument document) throws Malformed {
        if (documents.put(document.id(), document) != null) {
            throw new Malformed("the document " + document.id() + " was there before: ids must differ");
        }
    }

    private static BeirDocument document(String line) throws Malformed {
        JsonNode json = object(line);
        String title = json.hasNonNull("title") ? json.path("title").asText() : "";
        return new BeirDocument(text(json, "_id"), title, text(json, "text"));
    }

    private static JsonNode object(String line) throws Malformed {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Malformed("is not JSON (" + e.getOriginalMessage() + "): each line must be one object");
        }
        throw new Malformed("is not a JSON object such as {\"_id\": \"1\", \"text\": \"words\"}");
    }

    private static String text(JsonNode json, String field) throws Malformed {
        JsonNode value = json.path(field);
        boolean usable = value.isTextual() || (field.equals("_id") && value.isIntegralNumber());
        if (!usable || (field.equals("_id") && value.asText().isBlank())) {
            throw new Malformed("lacks the field " + field + ", which must be a string");
        }
        return value.asText();
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BeirException(
                    file + ": is not there: a BEIR folder holds corpus.jsonl, queries.jsonl and" + " qrels/test.tsv");
        }
        return file;
    }

    private Path qrels(@Nullable String split) {
        if (split != null) {
            return file("qrels/" + split + ".tsv");
        }
        if (!Files.isRegularFile(folder.resolve("qrels/" + TEST + ".tsv"))
                && Files.isDirectory(folder.resolve("qrels"))) {
            try (Stream<Path> files = Files.list(folder.resolve("qrels"))) {
                List<Path> tables = files.filter(file -> file.toString().endsWith(".tsv"))
                        .sorted()
                        .toList();
                if (tables.size() == 1) {
                    return tables.getFirst();
                }
            } catch (IOException e) {
                throw new BeirException(folder.resolve("qrels") + ": can't be listed (" + e.getMessage() + ")");
            }
        }
        return file("qrels/" + TEST + ".tsv");
    }

    private List<BeirQuery> judged(
            Map<String, String> queries, Map<String, Map<String, Integer>> qrels, Map<String, BeirDocument> documents) {
        List<BeirQuery> judged = new ArrayList<>();
        queries.forEach((id, text) -> {
            Map<String, Integer> relevance = qrels.get(id);
            if (relevance != null && !text.isBlank()) {
                judged.add(new BeirQuery(id, text, new Judgements(relevance)));
            }
        });
        notice(qrels.size() - judged.size(), "judged queries are not in queries.jsonl, or empty: they are left out");
        long unknown = qrels.values().stream()
                .flatMap(relevance -> relevance.keySet().stream())
                .filter(id -> !documents.containsKey(id))
                .distinct()
                .count();
        notice(unknown, "judged documents are not in corpus.jsonl: nothing can find them, and they count as missed");
        return judged;
    }

    private void notice(long count, String what) {
        if (count > 0) {
            notices.add(count + " " + what);
        }
    }
}
